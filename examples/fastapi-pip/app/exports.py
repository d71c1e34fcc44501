"""Exports: every note, in one JSON file per request."""

import json
from datetime import UTC, datetime
from pathlib import Path


def write_export(folder: Path, notes: list[dict]) -> Path:
    # Microseconds keep two exports of the same second apart.
    file = folder / f"notes-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}.json"
    file.write_text(json.dumps(notes, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return file
