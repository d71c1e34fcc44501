"""What the environment decides."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """Everything a service has to know before it starts."""

    host: str
    port: int
    user: str
    database: str
    password: str = field(repr=False)  # must never reach a log
    cache: Path
    inbox: Path
    discovery_seconds: float
    mcp_hosts: tuple[str, ...]

    @classmethod
    def from_environment(cls, env: Mapping[str, str] = os.environ) -> "Settings":
        """Read the settings; the database variables have the names libpq gave them."""
        return cls(
            host=env.get("PGHOST", "localhost"),
            port=int(env.get("PGPORT", "5432")),
            user=env.get("PGUSER", "thoth"),
            database=env.get("PGDATABASE", "thoth"),
            password=_password(env),
            cache=Path(env.get("THOTH_CACHE", "/app/cache")),
            inbox=Path(env.get("THOTH_INBOX", "/app/inbox")),
            discovery_seconds=float(env.get("THOTH_DISCOVERY_SECONDS", "5")),
            mcp_hosts=tuple(env.get("THOTH_MCP_HOSTS", "localhost,127.0.0.1,thoth-mcp").split(",")),
        )


def _password(env: Mapping[str, str]) -> str:
    """The password from the file PGPASSWORD_FILE names, else from PGPASSWORD."""
    if file := env.get("PGPASSWORD_FILE"):
        return Path(file).read_text().rstrip("\n")
    return env.get("PGPASSWORD", "")
