import type { Runtime } from "../runtime.ts";
import { nodeEvidence } from "./evidence.ts";
import { resolveNode } from "./resolve.ts";
import { nodeStages } from "./stages.ts";
import type { NodeToolchain } from "./toolchain.ts";

const RELOADING =
  /^(?:--watch|--watch-path=.*|nodemon|ts-node-dev|tsnd|vite|node-dev|--hmr)$/;
const RELOADING_PAIR =
  /^(?:tsx watch|(?:next|nuxt|nuxi|astro|remix|react-router) dev|remix vite:dev|nest start|ng serve|(?:react-scripts|vue-cli-service) (?:start|serve))$/;

const baseName = (word: string) => word.split("/").at(-1)!;

/** Node.js with npm or pnpm. */
export const node: Runtime<NodeToolchain> = {
  name: "node",
  reads:
    /^(?:package\.json|\.nvmrc|\.node-version|\.tool-versions|tsconfig(?:\.build)?\.json|pnpm-workspace\.yaml)$/,
  resolve: resolveNode,
  stages: nodeStages,
  environment: ({ workdir, startsIn }) => {
    const folders = [...new Set([startsIn, workdir])];
    const bins = folders.map((folder) => `${folder}/node_modules/.bin`);
    return { PATH: `"${bins.join(":")}:$PATH"` };
  },
  reloads: (command) =>
    command.some((word) => RELOADING.test(baseName(word))) ||
    command.some((word, index) =>
      RELOADING_PAIR.test(`${baseName(word)} ${command[index + 1] ?? ""}`),
    ),
  // nodemon watches its folder, all others what was imported.
  followsImports: (command) =>
    !command.some((word) => baseName(word) === "nodemon"),
  probe: {
    http: (port, path) => [
      "node",
      "-e",
      `fetch(${JSON.stringify(`http://127.0.0.1:${port}${path}`)}).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))`,
    ],
    tcp: (port) => [
      "node",
      "-e",
      `require("net").connect(${port}, "127.0.0.1").on("connect", () => process.exit(0)).on("error", () => process.exit(1))`,
    ],
  },
  evidence: nodeEvidence,
  ignore: ["**/node_modules", "**/*.tsbuildinfo", "**/.npm", "**/coverage"],
};
