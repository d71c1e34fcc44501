"""Finding the works a text cites."""

import re
from dataclasses import dataclass

ARXIV = re.compile(
    r"(?:arxiv:\s*|arxiv\.org/(?:abs|pdf)/)"
    r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})",  # since 2007, and before
    re.IGNORECASE,
)
DOI = re.compile(r"\b10\.\d{4,9}/[-._;()/:a-z0-9]+", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Citation:
    """A work that a document cites."""

    kind: str
    identifier: str


def find(text: str) -> list[Citation]:
    """Return each cited work once, in order; neither kind of identifier minds its case."""
    arxiv = {Citation("arxiv", identifier.lower()) for identifier in ARXIV.findall(text)}
    doi = {Citation("doi", _trim(identifier).lower()) for identifier in DOI.findall(text)}
    return sorted(arxiv | doi)


def _trim(doi: str) -> str:
    """Take off the punctuation of the sentence around a DOI, which may hold brackets itself."""
    doi = doi.rstrip(".;:")
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(".;:")
    return doi
