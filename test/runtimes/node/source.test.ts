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
      "components of Vue, Svelte and Astro",
      {
        "app.vue": "",
        "pages/a.vue": "",
        "lib/b.svelte": "",
        "ui/c.astro": "",
      },
      ["app.vue", "lib/", "pages/", "ui/"],
      [],
    ],
    [
      "with nodemon's settings in development",
      { "server.js": "", "nodemon.json": "{}" },
      ["server.js"],
      ["nodemon.json"],
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

describe("what a build adds to", () => {
  const scripts = { build: "tailwindcss -o public/a.css" };
  const started = { scripts: { ...scripts, start: "node src/server.js" } };
  const files = { "src/server.js": "", "public/index.html": "" };

  test("is source all the same, where the spec ships it as the build left it", () => {
    const { toolchain } = ofNode(
      { "package.json": started, ...LOCK, ...files },
      { output: ["public", "src"] },
    );
    expect(names(toolchain.source)).toEqual(["public/", "src/"]);
    expect(toolchain.output).toEqual(["public", "src"]);
    // A copy from the context would take the place of what was built.
    expect(toolchain.assets).toEqual([]);
  });

  test("is not taken for what it makes, where start runs it", () => {
    const { toolchain } = ofNode({
      "package.json": started,
      ...LOCK,
      ...files,
    });
    expect(names(toolchain.source)).toEqual(["public/", "src/"]);
    expect(toolchain.output).toEqual(["dist"]);
  });

  test("is no source where the compiler writes it and an earlier build left it", () => {
    const { toolchain } = ofNode({
      "package.json": {
        scripts: { build: "tsc", start: "node lib/server.js" },
      },
      "tsconfig.json": '{ "compilerOptions": {\n "outDir": "lib"\n} }',
      ...LOCK,
      ...{ "src/server.ts": "", "lib/server.js": "" },
    });
    expect(names(toolchain.source)).toEqual(["src/"]);
    expect(toolchain.output).toEqual(["lib"]);
  });
});

describe("what a spec includes", () => {
  const files = { "src/server.ts": "", "src/a.graphql": "", "config.yaml": "" };
  const built = {
    "package.json": { scripts: { build: "tsc", start: "node dist/server.js" } },
    ...LOCK,
    ...files,
  };

  test("is copied beside the source, and in production as it is", () => {
    const { toolchain } = ofNode(built, { include: ["config.yaml"] });
    expect(names(toolchain.source)).toEqual(["src/", "config.yaml"]);
    expect(names(toolchain.assets)).toEqual(["config.yaml"]);
  });

  test("is copied once where it is source too", () => {
    const { toolchain } = ofNode(built, { include: ["src/a.graphql"] });
    expect(names(toolchain.source)).toEqual(["src/"]);
    expect(names(toolchain.assets)).toEqual(["src/a.graphql"]);
  });
});

describe("what production gets of a project with a build", () => {
  const assetsOf = (start: string, files: object, parts = {}) => {
    const { toolchain } = ofNode(
      {
        "package.json": { scripts: { build: "vite build", start } },
        ...LOCK,
        "src/app.ts": "",
        ...files,
      },
      parts,
    );
    return [toolchain.startsFromSource, names(toolchain.assets)];
  };
  const server = { "server.mjs": "" };

  test.each<[string, unknown, unknown]>([
    [
      "is its source too, where it starts from there",
      assetsOf("node ./server.mjs", server),
      [true, ["server.mjs", "src/"]],
    ],
    [
      "is what the spec names",
      assetsOf("node server.mjs", server, { output: ["dist", "server.mjs"] }),
      [false, []],
    ],
    [
      "is what was built, where it starts from that",
      assetsOf("node dist/server.js", server),
      [false, []],
    ],
    [
      "is what was built, though an earlier build is there",
      assetsOf("node server.js", { "server.js": "", "server.ts": "" }),
      [false, []],
    ],
  ])("%s", (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});
