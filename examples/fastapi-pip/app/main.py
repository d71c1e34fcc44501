"""A small notebook: notes kept in sqlite, exported to files."""

import os
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, Field, HttpUrl

from app.exports import write_export
from app.store import Store


def data_dir() -> Path:
    return Path(os.environ.get("DATA_DIR", "/app/data"))


def open_store() -> Store:
    return Store(data_dir() / "notes.db")


@asynccontextmanager
async def lifespan(app: FastAPI):
    # A missing or read-only data folder stops the start, not the first request.
    open_store().create_tables()
    yield


app = FastAPI(title="notes", lifespan=lifespan)

# sqlite blocks, so the handlers are plain functions: FastAPI runs them in threads.
Notes = Annotated[Store, Depends(open_store)]


class NewNote(BaseModel):
    text: str = Field(min_length=1, max_length=10_000)
    url: HttpUrl | None = None


@app.get("/health")
def health():
    return {"status": "ok"}


@app.get("/notes")
def list_notes(notes: Notes):
    return notes.all()


@app.post("/notes", status_code=201)
def add_note(note: NewNote, notes: Notes):
    return notes.add(**note.model_dump(mode="json"))


@app.delete("/notes/{note_id}", status_code=204)
def delete_note(note_id: int, notes: Notes):
    if not notes.delete(note_id):
        raise HTTPException(404, "no such note")


@app.post("/exports", status_code=201)
def export_notes(notes: Notes):
    everything = notes.all()
    file = write_export(data_dir() / "exports", everything)
    return {"file": file.name, "notes": len(everything)}
