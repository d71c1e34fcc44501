"""The notes table."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Store:
    def __init__(self, file: Path):
        self.file = file

    @contextmanager
    def _connect(self) -> Iterator[sqlite3.Connection]:
        # One connection per call: sqlite connections must not cross threads.
        connection = sqlite3.connect(self.file)
        connection.row_factory = sqlite3.Row
        try:
            with connection:  # commits, or rolls back on an error
                yield connection
        finally:
            connection.close()

    def create_tables(self) -> None:
        with self._connect() as db:
            db.execute(
                "CREATE TABLE IF NOT EXISTS notes ("
                " id INTEGER PRIMARY KEY,"
                " text TEXT NOT NULL,"
                " url TEXT,"
                " created TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP)"
            )

    def all(self) -> list[dict]:
        with self._connect() as db:
            return [dict(row) for row in db.execute("SELECT * FROM notes ORDER BY id")]

    def add(self, text: str, url: str | None) -> dict:
        with self._connect() as db:
            row = db.execute(
                "INSERT INTO notes (text, url) VALUES (?, ?) RETURNING *", (text, url)
            ).fetchone()
            return dict(row)

    def delete(self, note_id: int) -> bool:
        with self._connect() as db:
            return db.execute("DELETE FROM notes WHERE id = ?", (note_id,)).rowcount == 1
