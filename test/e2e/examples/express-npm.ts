import type { Example } from "./example.ts";

const service = "web";
const health = { service, port: 3000, path: "/health" };

export const expressNpm: Example = {
  folder: "express-npm",
  user: { name: "app", uid: 1000, gid: 1000 },
  base: "node:22-slim",
  services: [service],
  backing: ["redis"],
  endpoints: [health],
  secrets: [],

  directories: ["/app/uploads"],
  async use(stack) {
    const put = { method: "PUT", body: "kept" };
    await stack.request(service, 3000, "/uploads/kept.txt", put);
    await stack.request(service, 3000, "/");
  },
  written: { service, files: ["/app/uploads/kept.txt"] },
  async isKept(stack) {
    const upload = await stack.request(service, 3000, "/uploads/kept.txt");
    const count = await stack.request(service, 3000, "/");
    const { visits } = JSON.parse(count) as { visits: number };
    return upload === "kept" && visits > 1;
  },

  shipped: ["src", "package.json"],
  source: "src",
  tests: "test",
  installs: /npm ci/,
  developmentPackages: ["supertest", "superagent"],

  edit: {
    path: "src/app.js",
    text: "status: 'ok'",
    word: "ok",
    at: health,
  },
  lockfile: { path: "package-lock.json", appended: "\n" },
};
