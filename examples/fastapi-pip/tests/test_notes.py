import json
import sqlite3

import pytest
from fastapi.testclient import TestClient

from app.main import app


@pytest.fixture
def data(tmp_path, monkeypatch):
    (tmp_path / "exports").mkdir()
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def client(data):
    with TestClient(app) as client:
        yield client


def test_health(client):
    assert client.get("/health").json() == {"status": "ok"}


def test_a_note_is_kept_and_listed(client):
    note = client.post("/notes", json={"text": "read this", "url": "https://example.org/a"})
    assert note.status_code == 201
    assert note.json()["url"] == "https://example.org/a"
    assert client.get("/notes").json() == [note.json()]


def test_notes_survive_a_restart(client):
    client.post("/notes", json={"text": "still here"})
    with TestClient(app) as restarted:
        assert [note["text"] for note in restarted.get("/notes").json()] == ["still here"]


@pytest.mark.parametrize("note", [{}, {"text": ""}, {"text": "x", "url": "not a url"}])
def test_a_bad_note_is_refused(client, note):
    assert client.post("/notes", json=note).status_code == 422


def test_a_note_is_deleted_once(client):
    note = client.post("/notes", json={"text": "gone soon"}).json()
    assert client.delete(f"/notes/{note['id']}").status_code == 204
    assert client.delete(f"/notes/{note['id']}").status_code == 404
    assert client.get("/notes").json() == []


def test_an_export_is_a_file_with_every_note(client, data):
    note = client.post("/notes", json={"text": "grüße"}).json()
    export = client.post("/exports")
    assert export.status_code == 201
    assert export.json()["notes"] == 1
    file = data / "exports" / export.json()["file"]
    assert json.loads(file.read_text("utf-8")) == [note]


def test_without_its_folder_the_service_does_not_start(data, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(data / "missing"))
    with pytest.raises(sqlite3.OperationalError), TestClient(app):
        pass
