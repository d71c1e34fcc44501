import type { Example } from "./example.ts";

const service = "api";
const health = { service, port: 3000, path: "/health" };

export const monorepoNpm: Example = {
  folder: "monorepo-npm",
  lockfile: "package-lock.json",
  owner: "1000:1000",
  endpoints: [health],
  secrets: [],

  async use(scene) {
    const headers = { "content-type": "text/plain" };
    const post = { method: "POST", headers, body: "kept" };
    await scene.request(service, 3000, "/texts", post);
  },
  written: { service, files: ["/app/apps/api/texts/texts.log"] },
  async isKept(scene) {
    return (await scene.request(service, 3000, "/texts")).includes("kept\n");
  },

  // The library's, which the app imports as it was built: the longest way that an edit can go.
  edit: {
    path: "packages/words/src/index.ts",
    text: "status: 'ok'",
    word: "ok",
    at: health,
  },
};
