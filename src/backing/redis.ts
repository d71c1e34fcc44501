import type { Backing } from "./backing.ts";

/** Redis: https://hub.docker.com/_/redis */
export const redis: Backing = {
  name: "redis",
  defaultVersion: "8",
  plan: ({ service, version }) => ({
    image: `redis:${version}`,
    user: "redis",
    environment: {},
    data: "/data",
    tmpfs: ["/tmp"],
    health: ["redis-cli", "ping"],
    // Reached only by the services on its network; no port of it is published unless the spec says so.
    secret: null,
    client: { REDIS_URL: `redis://${service}:6379/0` },
    memory: "512m",
    compose: {},
  }),
};
