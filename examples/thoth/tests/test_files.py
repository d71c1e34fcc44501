import tempfile
from pathlib import Path

import pytest

from thoth import files, heartbeat


def test_write_leaves_only_the_file(tmp_path: Path) -> None:
    files.write(tmp_path / "a.txt", "old")
    files.write(tmp_path / "a.txt", "new")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.txt", "new")]


def test_the_probe_leaves_nothing(tmp_path: Path) -> None:
    assert list(files.writable(tmp_path).iterdir()) == []


def test_a_missing_folder_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        files.writable(tmp_path / "missing")


def test_heartbeat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert not heartbeat.alive("scribe")
    heartbeat.beat("scribe", 60)
    assert heartbeat.alive("scribe")
    heartbeat.beat("scribe", 0)
    assert not heartbeat.alive("scribe")
