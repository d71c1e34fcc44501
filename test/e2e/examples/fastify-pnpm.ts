import type { Example } from "./example.ts";

const service = "api";
const health = { service, port: 3000, path: "/health" };

export const fastifyPnpm: Example = {
  folder: "fastify-pnpm",
  user: { name: "pastes", uid: 1000, gid: 1000 },
  base: "node:22-slim",
  services: [service],
  backing: [],
  endpoints: [health],
  secrets: [],

  directories: ["/app/pastes"],
  async use(stack) {
    const headers = { "content-type": "text/plain" };
    const post = { method: "POST", headers, body: "kept" };
    await stack.request(service, 3000, "/pastes", post);
  },
  written: { service, files: ["/app/pastes/*.txt"] },
  async isKept(stack) {
    const [name] = (await stack.sh(service, "ls /app/pastes")).split(".txt");
    return (await stack.request(service, 3000, `/pastes/${name}`)) === "kept";
  },

  shipped: ["src", "package.json", "tsconfig.json"],
  source: "src",
  tests: "test",
  installs: /pnpm install/,
  developmentPackages: ["typescript", "tsx", "esbuild", "@types"],

  edit: {
    path: "src/app.ts",
    text: "status: 'ok'",
    word: "ok",
    at: health,
  },
  lockfile: { path: "pnpm-lock.yaml", appended: "# edited\n" },
};
