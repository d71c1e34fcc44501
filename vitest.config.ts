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
          exclude: ["test/e2e/**"],
        },
      },
      {
        extends: true,
        // One engine, two cores: the files take turns.
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 900_000,
        },
      },
    ],
  },
});
