from pathlib import Path
from typing import cast

from thoth.library import Library
from thoth.pdf import Extract
from thoth.pdf_monitor import Monitor


class Shelf:
    """Keeps what it is given, in place of the database."""

    def __init__(self) -> None:
        self.stored: list[str] = []

    def store(self, name: str, _: Extract) -> None:
        self.stored.append(name)


def test_a_file_that_is_being_written_is_read_once_something_is_in_it(tmp_path: Path) -> None:
    shelf = Shelf()
    monitor = Monitor(cast(Library, shelf), tmp_path, tmp_path)
    paper = tmp_path / "paper.pdf"
    paper.touch()
    monitor.look()
    assert shelf.stored == []
    paper.write_bytes(b"no PDF, but something")
    monitor.look()
    assert shelf.stored == ["paper"]
