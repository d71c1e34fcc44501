# Reference: what most people write. One stage, everything copied, then `pnpm install`; development dependencies too, no user.
FROM node:22-slim
WORKDIR /app
RUN npm install -g pnpm@10
COPY . .
RUN pnpm install
RUN pnpm run build
CMD ["pnpm", "start"]
