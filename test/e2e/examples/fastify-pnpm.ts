import type { Example } from "./example.ts";

const service = "api";
const health = { service, port: 3000, path: "/health" };

export const fastifyPnpm: Example = {
  folder: "fastify-pnpm",
  lockfile: "pnpm-lock.yaml",
  owner: "1000:1000",
  endpoints: [health],
  secrets: [],

  async use(scene) {
    const headers = { "content-type": "text/plain" };
    const post = { method: "POST", headers, body: "kept" };
    await scene.request(service, 3000, "/pastes", post);
  },
  written: { service, files: ["/app/pastes/*.txt"] },
  async isKept(scene) {
    const [name] = (await scene.sh(service, "ls /app/pastes")).split(".txt");
    return (await scene.request(service, 3000, `/pastes/${name}`)) === "kept";
  },

  edit: {
    path: "src/app.ts",
    text: "status: 'ok'",
    word: "ok",
    at: health,
  },
};
