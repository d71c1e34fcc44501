# syntax=docker/dockerfile:1
# check=error=true

# Reference, written by hand: Docker's Node.js guide (`npm ci --omit=dev` over bind and cache mounts, the image's own user) and the
# best practices of nodejs/docker-node (`node` as process 1, NODE_ENV), in the layers of the pnpm prototype.
# https://docs.docker.com/guides/nodejs/containerize/ https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md

# base: what development and production share: the user, the directories it owns.
FROM node:22-slim AS base
ARG APP_UID=1000
ARG APP_GID=1000
RUN <<EOF
set -eu
if [ "$APP_GID" != "$(id -g node)" ]; then getent group "$APP_GID" >/dev/null || groupadd --gid "$APP_GID" app; fi
if [ "$APP_UID" != "$(id -u node)" ] || [ "$APP_GID" != "$(id -g node)" ]; then
  usermod --uid "$APP_UID" --gid "$APP_GID" node && chown -R "$APP_UID:$APP_GID" /home/node
fi
install -d -o "$APP_UID" -g "$APP_GID" /app /app/uploads
EOF

WORKDIR /app

# dependencies: what production runs with; a source edit leaves this layer alone.
FROM node:22-slim AS dependencies
WORKDIR /app
RUN --mount=type=cache,id=npm-root,target=/root/.npm \
    --mount=type=bind,source=package.json,target=package.json \
    --mount=type=bind,source=package-lock.json,target=package-lock.json \
    npm ci --omit=dev

# production: code is root's, only the declared directories are the user's.
FROM base AS production
ENV NODE_ENV=production
COPY --link package.json ./
COPY --link --from=dependencies /app/node_modules node_modules
COPY --link src src
USER ${APP_UID}:${APP_GID}
CMD ["node", "src/server.js"]
