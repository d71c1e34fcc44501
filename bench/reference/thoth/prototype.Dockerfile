# syntax=docker/dockerfile:1
# check=error=true

# Reference, written by hand: the pattern of uv's own guide and uv-docker-example (multistage), sharpened so that dependencies
# and project are two layers: production gets each from a stage of its own, and a source edit replaces the small one alone.
# https://docs.astral.sh/uv/guides/integration/docker/

# base: what development and production share: the user, the directories it owns, the environment.
FROM python:3.13-slim AS base
ARG APP_UID=1000
ARG APP_GID=1000
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1
RUN <<EOF
set -eu
getent group "$APP_GID" >/dev/null || groupadd --gid "$APP_GID" thoth
useradd --uid "$APP_UID" --gid "$APP_GID" --create-home --shell /bin/sh thoth
install -d -o "$APP_UID" -g "$APP_GID" /app /app/cache /app/cache/ocr /app/cache/analysis /app/cache/citations
EOF

WORKDIR /app

# dependencies: what the lockfile says, and nothing of the project.
FROM python:3.13-slim AS dependencies
COPY --from=ghcr.io/astral-sh/uv:0.11 /uv /bin/uv
ENV UV_CACHE_DIR=/cache/uv \
    UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_NO_DEV=1 \
    UV_PYTHON_DOWNLOADS=0
WORKDIR /app
RUN --mount=type=cache,id=uv-root,target=/cache/uv \
    --mount=type=bind,source=uv.lock,target=uv.lock \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    uv sync --locked --no-install-project --no-editable

# builder: the project alone, under a prefix that is laid over the dependencies in production.
FROM dependencies AS builder
COPY pyproject.toml uv.lock README.md ./
COPY src src
RUN --mount=type=cache,id=uv-root,target=/cache/uv \
    uv pip install --no-deps --python .venv --prefix /project .

# production: code is root's, only the declared directories are the user's.
FROM base AS production
COPY --link --from=dependencies /app/.venv /app/.venv
COPY --link --from=builder /project /app/.venv
USER ${APP_UID}:${APP_GID}
CMD ["python", "-m", "thoth", "mcp"]
