"""The command line: one subcommand per service, and the health check."""

import argparse
import logging
import signal
import sys
from importlib import import_module

from thoth import heartbeat
from thoth.settings import Settings

SERVICES = {
    "mcp": "thoth.mcp_server",
    "api": "thoth.api",
    "pdf-monitor": "thoth.pdf_monitor",
    "discovery": "thoth.discovery",
}


def main() -> int:
    """Run one service until it is told to stop, or answer for its health."""
    parser = argparse.ArgumentParser(prog="thoth", description="A small library of papers.")
    commands = parser.add_subparsers(dest="command", required=True)
    for service in SERVICES:
        commands.add_parser(service, help=f"run thoth-{service}")
    health = commands.add_parser("health", help="exit 0 if a service without a port is alive")
    health.add_argument("name", choices=["pdf-monitor", "discovery"])
    arguments = parser.parse_args()

    if arguments.command == "health":
        return 0 if heartbeat.alive(arguments.name) else 1

    # Process 1 of a container ignores SIGTERM until it has a handler, so this comes first.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    # Imported only now: the health check runs every few seconds and has to stay cheap.
    import_module(SERVICES[arguments.command]).run(Settings.from_environment())
    return 0


if __name__ == "__main__":
    sys.exit(main())
