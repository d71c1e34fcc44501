import { fileURLToPath } from "node:url";
import { defineConfig, type UserConfig } from "tsdown";
import { handlebars } from "./scripts/handlebars-plugin.ts";
import { licences } from "./scripts/licences-plugin.ts";

const installed = (path: string) =>
  fileURLToPath(new URL(`node_modules/${path}`, import.meta.url));

const BUNDLED =
  /\b(zod|yaml|handlebars.runtime|cac|smol-toml|semver|tar-stream|dockerfile-ast|log-update|mute-stream|signal-exit|cli-width|fast-(?:\w+-)+width|fast-wrap-ansi)\b|@inquirer/;

const shared = {
  platform: "node",
  target: "node20.19",
  // Every start needs these, and one file is read faster than the hundred that they come in.
  // The types alone still name zod: rolled into one file, zod's own do not hold.
  deps: {
    alwaysBundle: (name, importer) =>
      BUNDLED.test(name) && !importer?.endsWith(".d.ts"),
  },
  // Their own ES modules: without a CommonJS wrapper around each file, what is unused falls away.
  alias: {
    yaml: installed("yaml/browser/dist/index.js"),
    "handlebars/runtime.js": installed("handlebars/lib/handlebars.runtime.js"),
  },
  hash: false,
  fixedExtension: false,
  minify: true,
} satisfies UserConfig;

/** What only one command needs is a file of its own: reading it is most of what a start costs. */
const commandsApart = {
  name: "commands-apart",
  resolveId(source: string) {
    const name = /\/commands\/(add|init|verify|watch)\.ts$/.exec(source)?.[1];
    return name ? { id: `./${name}.cjs`, external: true } : null;
  },
};

const commonjs = {
  ...shared,
  format: "cjs",
  outputOptions: { codeSplitting: false, dynamicImportInCjs: false },
  dts: false,
  clean: false,
} satisfies UserConfig;

export default defineConfig([
  {
    ...shared,
    entry: { index: "src/index.ts" },
    dts: true,
    plugins: [handlebars(), licences()],
  },
  {
    ...commonjs,
    // One CommonJS file, since that is what V8's bytecode can be kept of: see src/cli/main.ts.
    entry: { program: "src/cli/run.ts" },
    plugins: [handlebars(), commandsApart],
  },
  ...["add", "init", "verify", "watch"].map((name) => ({
    ...commonjs,
    entry: { [name]: `src/cli/commands/${name}.ts` },
    plugins: [handlebars(), licences(name)],
  })),
  { ...commonjs, entry: { reap: "src/cli/reap.ts" } },
  { ...commonjs, entry: { cli: "src/cli/main.ts" } },
]);
