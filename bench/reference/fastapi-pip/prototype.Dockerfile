# syntax=docker/dockerfile:1
# check=error=true

# Reference, written by hand: FastAPI's own guide (requirements before code, exec form) and Docker's Python guide (cache and bind
# mounts, a user), with the two-layer pattern of the uv prototype: a virtual environment from a stage that never sees the source.
# https://fastapi.tiangolo.com/deployment/docker/ https://docs.docker.com/guides/python/containerize/

# base: what development and production share: the user, the directories it owns, the environment.
FROM python:3.13-slim AS base
ARG APP_UID=1000
ARG APP_GID=1000
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1
RUN <<EOF
set -eu
getent group "$APP_GID" >/dev/null || groupadd --gid "$APP_GID" notes
useradd --uid "$APP_UID" --gid "$APP_GID" --create-home --shell /bin/sh notes
install -d -o "$APP_UID" -g "$APP_GID" /app /app/data /app/data/exports
EOF

WORKDIR /app

# dependencies: what requirements.txt says, and nothing of the project.
FROM python:3.13-slim AS dependencies
WORKDIR /app
RUN --mount=type=cache,id=pip-root,target=/root/.cache/pip \
    --mount=type=bind,source=requirements.txt,target=requirements.txt \
    python -m venv /app/.venv && /app/.venv/bin/pip install --requirement requirements.txt

# production: code is root's, only the declared directories are the user's.
FROM base AS production
COPY --link --from=dependencies /app/.venv /app/.venv
COPY --link app /app/app
USER ${APP_UID}:${APP_GID}
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000"]
