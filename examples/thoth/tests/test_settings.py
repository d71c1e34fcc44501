from pathlib import Path

import pytest

from thoth.settings import Settings


def test_defaults() -> None:
    settings = Settings.from_environment({})
    assert (settings.host, settings.port, settings.password) == ("localhost", 5432, "")
    assert (settings.cache, settings.inbox) == (Path("/app/cache"), Path("/app/inbox"))


def test_the_password_file_goes_before_the_password(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("from the file\n")
    both = {"PGPASSWORD_FILE": str(file), "PGPASSWORD": "from the environment"}
    assert Settings.from_environment(both).password == "from the file"
    del both["PGPASSWORD_FILE"]
    assert Settings.from_environment(both).password == "from the environment"


def test_a_password_file_that_is_missing_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        Settings.from_environment({"PGPASSWORD_FILE": "/nowhere"})


def test_the_password_is_not_shown() -> None:
    assert "hidden" not in repr(Settings.from_environment({"PGPASSWORD": "hidden"}))
