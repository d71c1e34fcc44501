from thoth.analysis import Analysis, analyse


def test_words_are_counted_whatever_their_case() -> None:
    assert analyse("The ibis, the moon. 42!", top=1) == Analysis(4, 3, {"the": 2})


def test_an_empty_text() -> None:
    assert analyse("") == Analysis(0, 0, {})
