"""thoth-pdf-monitor: reads every PDF that is, or comes to be, in the inbox."""

import logging
from itertools import chain
from pathlib import Path

from psycopg import OperationalError
from watchfiles import watch

from thoth import files, heartbeat, pdf
from thoth.database import connected
from thoth.library import Library
from thoth.settings import Settings

log = logging.getLogger(__name__)

PAUSE = 5  # seconds between two looks when nothing is heard from the file system


class Monitor:
    """Looks through the inbox for what it has not read yet."""

    def __init__(self, library: Library, inbox: Path, folder: Path) -> None:
        self._library, self._inbox, self._folder = library, inbox, folder
        self._read: dict[Path, int] = {}

    def look(self) -> None:
        """Read each PDF that is new or has changed since the last look."""
        for path in sorted(self._inbox.glob("*.pdf")):
            changed = _changed(path)
            if changed and self._read.get(path) != changed:
                self._take(path)
                self._read[path] = changed
                heartbeat.beat("pdf-monitor", 60)
        heartbeat.beat("pdf-monitor", 60)

    def _take(self, path: Path) -> None:
        name, extract = pdf.clean(path.stem), pdf.extract(path)
        if extract.error:
            log.warning("cannot read %s: %s", path.name, extract.error)
        else:
            files.write(self._folder / f"{name}.txt", extract.text)
            log.info("read %s: %d pages", path.name, extract.pages)
        self._library.store(name, extract)


def _changed(path: Path) -> int | None:
    """When a file last changed, its permissions included; None if it is gone, or empty as yet."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ctime_ns if found.st_size > 0 else None


def run(settings: Settings) -> None:
    """Look through the inbox at every change in it, until SIGTERM."""
    folder = files.writable(settings.cache / "ocr")
    with connected(settings) as pool:
        monitor = Monitor(Library(pool), settings.inbox, folder)
        log.info("watching %s", settings.inbox)
        # A change only wakes us, as not every mount of a host folder reports its changes.
        wakes = watch(
            settings.inbox,
            recursive=False,
            rust_timeout=PAUSE * 1000,
            yield_on_timeout=True,
            raise_interrupt=False,  # the signal that ends us ends the watch
        )
        for _ in chain([None], wakes):
            try:
                monitor.look()
            except OperationalError as error:  # postgres is away; the next look tries again
                log.warning("database: %s", error)
