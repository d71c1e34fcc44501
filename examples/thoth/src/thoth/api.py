"""thoth-api: the library for people and programs, over HTTP."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from psycopg import OperationalError

from thoth import files
from thoth.analysis import Analysis, analyse
from thoth.citations import Citation
from thoth.database import connected
from thoth.library import Document, Library, Summary
from thoth.server import serve
from thoth.settings import Settings

PORT = 8000


@dataclass(frozen=True)
class Reading(Document):
    """A document together with what it cites."""

    citations: list[Citation]


def create(library: Library, folder: Path) -> FastAPI:
    """Build the application, which keeps its analyses in a folder."""
    app = FastAPI(title="Thoth")

    def find(name: str) -> Document:
        if document := library.document(name):
            return document
        raise HTTPException(404, f"no document is named {name!r}")

    @app.exception_handler(OperationalError)
    def unavailable(_: Request, error: Exception) -> JSONResponse:
        return JSONResponse({"detail": f"database: {error}"}, 503)

    @app.get("/health")
    def health() -> dict[str, int]:
        """Count the documents, which only a working database can tell."""
        return {"documents": library.count()}

    @app.get("/documents")
    def documents(containing: str = "") -> list[Summary]:
        """List the documents, or those that contain some words."""
        return library.summaries(containing)

    @app.get("/documents/{name}")
    def document(name: str) -> Reading:
        """Show one document."""
        return Reading(**asdict(find(name)), citations=library.citations(name))

    @app.post("/documents/{name}/analysis")
    def analysis(name: str) -> Analysis:
        """Count the words of a document, and keep the result in the cache."""
        result = analyse(find(name).text)
        files.write(folder / f"{name}.json", json.dumps(asdict(result), indent=2))
        return result

    return app


def run(settings: Settings) -> None:
    """Serve until SIGTERM."""
    folder = files.writable(settings.cache / "analysis")
    with connected(settings) as pool:
        serve({PORT: create(Library(pool), folder)})
