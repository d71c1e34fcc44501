"""Writing into the cache folders. They are given, never made here."""

from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import uuid4


def writable(folder: Path) -> Path:
    """Return the folder once a probe file could be written to it.

    A missing folder or a wrong owner thus stops a service as it starts, rather than hours
    later when the first paper arrives.
    """
    with NamedTemporaryFile(dir=folder, prefix=".probe-") as probe:
        probe.write(b"thoth")
    return folder


def write(path: Path, text: str) -> None:
    """Write a file atomically: a reader finds the old text or the new, never half of it."""
    draft = path.with_name(f".{uuid4().hex}.draft")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
