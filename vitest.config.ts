import { defineConfig } from "vitest/config";
import { handlebars } from "./scripts/handlebars-plugin.ts";

export default defineConfig({
  plugins: [handlebars()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/e2e/**", "test/package/**"],
          globalSetup: "test/support/build.ts",
          // By itself vitest leaves one core free, of two.
          maxWorkers: "100%",
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        // Packs, installs and runs the package as a project would. Packing builds dist/ anew, so
        // nothing that runs what is in it stands beside these.
        test: {
          name: "package",
          sequence: { groupOrder: 1 },
          include: ["test/package/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        // One engine, two cores: the files take turns.
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: ["test/support/build.ts", "test/e2e/support/engine.ts"],
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          testTimeout: 600_000,
          hookTimeout: 900_000,
        },
      },
    ],
  },
});
