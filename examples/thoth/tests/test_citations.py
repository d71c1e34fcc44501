import pytest

from thoth.citations import Citation, find


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("see arXiv:2401.01234.", "2401.01234"),
        ("see arXiv: 2401.01234v2 [cs.CL]", "2401.01234"),
        ("https://arxiv.org/abs/0704.0001", "0704.0001"),
        ("arXiv:hep-th/9901001", "hep-th/9901001"),
        ("arXiv:math.GT/0309136", "math.gt/0309136"),
    ],
)
def test_arxiv(text: str, identifier: str) -> None:
    assert find(text) == [Citation("arxiv", identifier)]


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("doi:10.1038/nature12373.", "10.1038/nature12373"),
        ("(https://doi.org/10.1000/ABC)", "10.1000/abc"),
        ("10.1016/S0140-6736(05)61870-0, and", "10.1016/s0140-6736(05)61870-0"),
    ],
)
def test_doi(text: str, identifier: str) -> None:
    assert find(text) == [Citation("doi", identifier)]


def test_each_work_is_cited_once() -> None:
    assert len(find("arXiv:2401.01234 10.1/x 10.1000/x 10.1000/X arxiv:2401.01234v3")) == 2


def test_numbers_are_no_citations() -> None:
    assert find("in 2401.01234 seconds, 10.5/3 of them") == []
