# Reference: what most people write. One stage, everything copied, then `pnpm install`; development dependencies too, no user.
# pnpm at the version of package.json: another one would fetch that one first, and check a signature that a mirror may not have.
FROM node:22-slim
WORKDIR /app
RUN npm install -g pnpm@10.20.0
COPY . .
RUN pnpm install
RUN pnpm run build
CMD ["pnpm", "start"]
