"""Reaching postgres, and making the tables there."""

from collections.abc import Iterator
from contextlib import contextmanager

from psycopg.conninfo import make_conninfo
from psycopg_pool import ConnectionPool

from thoth.settings import Settings

LOCK = 7407  # any number will do, so long as every service asks for the same one
PATIENCE = 30  # seconds that postgres gets to come up
SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    name     text PRIMARY KEY,
    pages    integer NOT NULL,
    text     text NOT NULL,
    error    text,
    examined boolean NOT NULL DEFAULT false
);
CREATE TABLE IF NOT EXISTS citations (
    document   text NOT NULL REFERENCES documents (name) ON DELETE CASCADE,
    kind       text NOT NULL,
    identifier text NOT NULL,
    PRIMARY KEY (document, kind, identifier)
);
"""


@contextmanager
def connected(settings: Settings) -> Iterator[ConnectionPool]:
    """Hold a pool of connections to a database that has its tables."""
    address = make_conninfo(
        host=settings.host,
        port=settings.port,
        user=settings.user,
        dbname=settings.database,
        password=settings.password,
        connect_timeout=2,
        client_encoding="utf8",  # the text of a database without an encoding would come as bytes
    )
    # The check replaces connections that a restart of postgres has cut.
    check = ConnectionPool.check_connection
    with ConnectionPool(address, min_size=1, max_size=4, timeout=3, check=check) as pool:
        pool.wait(PATIENCE)
        with pool.connection() as connection:
            # IF NOT EXISTS alone still fails when two services create a table at once.
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
            connection.execute(SCHEMA)
        yield pool
