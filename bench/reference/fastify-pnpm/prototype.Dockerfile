# syntax=docker/dockerfile:1
# check=error=true

# Reference, written by hand: pnpm's own guide ("Minimizing Docker image size and build time": a stage of production dependencies
# beside one that builds, over a cache mount), in the layers of the prototype that this project started from.
# https://pnpm.io/docker

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
install -d -o "$APP_UID" -g "$APP_GID" /app
install -d -o "$APP_UID" -g "$APP_GID" -m 0750 /app/pastes
EOF

WORKDIR /app

# manager: pnpm at the version that package.json names.
FROM node:22-slim AS manager
RUN --mount=type=cache,target=/root/.npm npm install --global pnpm@10.20.0
WORKDIR /app
COPY package.json pnpm-lock.yaml ./

# dependencies: what production runs with; a source edit leaves this layer alone.
FROM manager AS dependencies
RUN --mount=type=cache,id=pnpm-root,target=/pnpm pnpm install --frozen-lockfile --prod --store-dir /pnpm

# builder: everything, to compile.
FROM manager AS builder
RUN --mount=type=cache,id=pnpm-root,target=/pnpm pnpm install --frozen-lockfile --store-dir /pnpm
COPY tsconfig.json ./
COPY src src
RUN pnpm run build

# production: code is root's, only the declared directories are the user's.
FROM base AS production
ENV NODE_ENV=production
COPY --link package.json ./
COPY --link --from=dependencies /app/node_modules node_modules
COPY --link --from=builder /app/dist dist
USER ${APP_UID}:${APP_GID}
CMD ["node", "dist/server.js"]
