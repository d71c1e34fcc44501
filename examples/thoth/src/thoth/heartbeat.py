"""A sign of life for the services that have no port to ask."""

import tempfile
import time
from pathlib import Path

from thoth import files


def beat(name: str, seconds: float) -> None:
    """Say that a service lives, and for how many seconds it may now stay silent."""
    files.write(_file(name), str(seconds))


def alive(name: str) -> bool:
    """Whether the last heartbeat is younger than the silence it announced."""
    try:
        age = time.time() - _file(name).stat().st_mtime
        return age < float(_file(name).read_text())
    except FileNotFoundError:
        return False


def _file(name: str) -> Path:
    return Path(tempfile.gettempdir(), f"thoth-{name}.heartbeat")
