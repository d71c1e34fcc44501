"""The documents and their citations."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from psycopg.rows import class_row
from psycopg_pool import ConnectionPool

from thoth.citations import Citation
from thoth.pdf import Extract

Row = TypeVar("Row")
DOCUMENT = "SELECT name, pages, text, error FROM documents"


@dataclass(frozen=True)
class Document:
    """A document as it was read from the inbox."""

    name: str
    pages: int
    text: str
    error: str | None


@dataclass(frozen=True)
class Summary:
    """A document without its text."""

    name: str
    pages: int
    citations: int
    error: str | None


class Library:
    """Every question and every statement that Thoth puts to its database."""

    def __init__(self, pool: ConnectionPool) -> None:
        self._pool = pool

    def count(self) -> int:
        """Count the documents."""
        with self._pool.connection() as connection:
            return connection.execute("SELECT count(*) FROM documents").fetchone()[0]

    def summaries(self, containing: str = "") -> list[Summary]:
        """List the documents that hold some words; without words, all of them."""
        return self._rows(
            Summary,
            "SELECT name, pages, count(identifier) AS citations, error"
            " FROM documents LEFT JOIN citations ON document = name"
            " WHERE position(lower(%s) IN lower(text)) > 0 GROUP BY name ORDER BY name",
            containing,
        )

    def document(self, name: str) -> Document | None:
        """Return one document, if there is one of that name."""
        return next(iter(self._rows(Document, f"{DOCUMENT} WHERE name = %s", name)), None)

    def unexamined(self) -> list[Document]:
        """List the readable documents whose citations nobody has looked for."""
        return self._rows(Document, f"{DOCUMENT} WHERE NOT examined AND error IS NULL")

    def citations(self, name: str) -> list[Citation]:
        """List what a document cites."""
        query = "SELECT kind, identifier FROM citations WHERE document = %s ORDER BY 1, 2"
        return self._rows(Citation, query, name)

    def store(self, name: str, extract: Extract) -> None:
        """Add a document or replace it; it is examined anew only if its text has changed."""
        with self._pool.connection() as connection:
            connection.execute(
                "INSERT INTO documents (name, pages, text, error) VALUES (%s, %s, %s, %s)"
                " ON CONFLICT (name) DO UPDATE SET (pages, text, error, examined) = (excluded.pages,"
                " excluded.text, excluded.error, documents.examined AND documents.text = excluded.text)",
                (name, extract.pages, extract.text, extract.error),
            )

    def cite(self, document: Document, citations: Iterable[Citation]) -> None:
        """Record what a document cites and, unless it changed meanwhile, that it is examined."""
        with self._pool.connection() as connection, connection.cursor() as cursor:
            cursor.execute("DELETE FROM citations WHERE document = %s", (document.name,))
            cursor.executemany(
                "INSERT INTO citations VALUES (%s, %s, %s)",
                [(document.name, citation.kind, citation.identifier) for citation in citations],
            )
            cursor.execute(
                "UPDATE documents SET examined = true WHERE name = %s AND text = %s",
                (document.name, document.text),
            )

    def _rows(self, kind: type[Row], query: str, *parameters: str) -> list[Row]:
        with self._pool.connection() as connection:
            cursor = connection.cursor(row_factory=class_row(kind))
            return cursor.execute(query, parameters).fetchall()
