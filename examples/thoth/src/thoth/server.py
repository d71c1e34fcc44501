"""Serving HTTP: any number of applications in one process, and one stop for all of them."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from thoth.streams import closing


class Server(uvicorn.Server):
    """A uvicorn server that leaves the signals to `serve`.

    Left alone, each server catches them in turn and then raises them again, so that the
    process ends by the signal instead of with exit code 0.
    """

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def serve(apps: dict[int, ASGIApp]) -> None:
    """Serve each application on its port until SIGTERM."""
    asyncio.run(_serve(apps))


def _config(app: ASGIApp, port: int) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host="0.0.0.0",
        port=port,
        log_config=None,  # the program has set up its logging
        access_log=False,  # the health checks would drown everything else
        timeout_graceful_shutdown=1,  # a client that reads nothing would else keep us up for good
    )


async def _serve(apps: dict[int, ASGIApp]) -> None:
    stopping = asyncio.Event()
    servers = [Server(_config(closing(app, stopping), port)) for port, app in apps.items()]

    def stop(number: signal.Signals) -> None:
        stopping.set()
        for server in servers:
            server.handle_exit(number, None)

    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop, number)
    await asyncio.gather(*(server.serve() for server in servers))
