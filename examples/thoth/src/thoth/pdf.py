"""Reading the text of a PDF."""

from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader


@dataclass(frozen=True)
class Extract:
    """What was found in a PDF, or why nothing was."""

    pages: int = 0
    text: str = ""
    error: str | None = None


def extract(path: Path) -> Extract:
    """Read a PDF. A broken one is a result too, since an inbox takes whatever people drop."""
    try:
        pages = [page.extract_text() for page in PdfReader(path).pages]
    except Exception as error:  # noqa: BLE001 - a broken file raises anything
        return Extract(error=clean(f"{type(error).__name__}: {error}"))
    return Extract(len(pages), clean("\n".join(pages)))


def clean(text: str) -> str:
    """Drop what a PDF or a file name may hold but postgres and UTF-8 refuse."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
