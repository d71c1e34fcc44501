"""thoth-discovery: finds the citations of every new document."""

import json
import logging
import signal
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from apscheduler.schedulers.background import BackgroundScheduler
from psycopg import OperationalError

from thoth import citations, files, heartbeat
from thoth.database import connected
from thoth.library import Library
from thoth.settings import Settings

log = logging.getLogger(__name__)


def discover(library: Library, folder: Path) -> None:
    """Examine the documents that nobody has examined yet."""
    for document in library.unexamined():
        found = citations.find(document.text)
        listing = json.dumps([asdict(citation) for citation in found], indent=2)
        files.write(folder / f"{document.name}.json", listing)
        library.cite(document, found)
        log.info("%s cites %d works", document.name, len(found))


def run(settings: Settings) -> None:
    """Discover at every interval, until SIGTERM."""
    folder = files.writable(settings.cache / "citations")
    seconds = settings.discovery_seconds
    with connected(settings) as pool:
        library = Library(pool)

        def job() -> None:
            try:
                discover(library, folder)
                heartbeat.beat("discovery", seconds + 60)
            except OperationalError as error:  # postgres is away; the next run tries again
                log.warning("database: %s", error)

        scheduler = BackgroundScheduler()
        # Without a date of its own the first run waits for a whole interval.
        scheduler.add_job(job, "interval", seconds=seconds, next_run_time=datetime.now())
        scheduler.start()
        log.info("looking for citations every %g seconds", seconds)
        try:
            signal.pause()
        finally:
            scheduler.shutdown(wait=False)
