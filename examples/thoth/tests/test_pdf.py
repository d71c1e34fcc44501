from pathlib import Path

from make_pdf import make_pdf

from thoth.pdf import clean, extract


def test_text_and_pages(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(make_pdf("On writing (and reading)\ncites arXiv:2401.01234"))
    found = extract(path)
    assert (found.pages, found.error) == (1, None)
    assert "On writing (and reading)" in found.text
    assert "arXiv:2401.01234" in found.text


def test_a_broken_pdf_is_a_result(tmp_path: Path) -> None:
    for content in (b"", b"not a pdf", make_pdf("cut off")[:100]):
        path = tmp_path / "broken.pdf"
        path.write_bytes(content)
        assert extract(path).error


def test_clean_leaves_what_postgres_takes() -> None:
    assert clean("a\0b\ud800c é") == "ab?c é"
