import { defineConfig } from "tsdown";
import { handlebars } from "./scripts/handlebars-plugin.ts";

export default defineConfig({
  entry: { index: "src/index.ts", cli: "src/cli/main.ts" },
  platform: "node",
  target: "node20.19",
  // Every start needs these, and one file is read faster than the hundred that they come in.
  deps: {
    alwaysBundle: [
      /^zod/,
      "yaml",
      /^handlebars\/runtime/,
      "cac",
      "smol-toml",
      /^semver/,
    ],
  },
  fixedExtension: false,
  hash: false,
  minify: { compress: true, mangle: false },
  dts: { entry: "src/index.ts" },
  plugins: [handlebars()],
});
