import { describe, expect, test } from "vitest";
import { names, ofNode } from "../../support/toolchains.ts";

type Files = Parameters<typeof ofNode>[0];

const LOCK = { "package-lock.json": "" };

describe("the source", () => {
  test.each<[string, Files, string[], string[]]>([
    [
      "a src folder",
      { "src/a.ts": "", "test/a.test.ts": "" },
      ["src/"],
      ["test/"],
    ],
    [
      "files at the top",
      {
        "server.js": "",
        "a.test.js": "",
        "eslint.config.js": "",
        "prettier.config.js": "",
        ".hidden.js": "",
      },
      ["server.js"],
      ["eslint.config.js"],
    ],
    [
      "folders of data",
      {
        "server.js": "",
        "public/a.css": "",
        "views/a.ejs": "",
        "data/a.json": "",
      },
      ["public/", "server.js", "views/"],
      [],
    ],
    [
      "without what tools made",
      {
        "server.js": "",
        "dist/a.js": "",
        "coverage/a.js": "",
        ".next/a.js": "",
      },
      ["server.js"],
      [],
    ],
    [
      "components in jsx and mts",
      { "app/a.jsx": "", "lib/b.mts": "", "x/c.tsx": "" },
      ["app/", "lib/", "x/"],
      [],
    ],
  ])("is %s", (_, files, source, tests) => {
    const { toolchain } = ofNode({ "package.json": {}, ...LOCK, ...files });
    expect(names(toolchain.source)).toEqual(source);
    expect(names(toolchain.tests)).toEqual(tests);
  });
});
