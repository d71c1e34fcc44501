import { describe, expect, test } from "vitest";
import {
  detected,
  LOCK,
  nodeProject as project,
} from "../../support/detection.ts";

const START = {
  start: "node src/server.js",
  dev: "node --watch src/server.js",
};

describe("what is installed", () => {
  const files = { "src/server.js": "app.listen(3000)" };

  test("from a Git repository needs git", () => {
    const given = project(["express"], START, files);
    const manifest = given["package.json"] as object;
    const { spec, refused } = detected({
      ...given,
      "package.json": { ...manifest, dependencies: { express: "github:a/b" } },
    });
    expect(refused).toEqual([]);
    expect(spec!.images!.web!.packages).toEqual({
      build: ["git", "ca-certificates"],
    });
  });

  test("from two lockfiles: one is taken, and why", () => {
    const given = {
      ...project(["express"], START, files),
      "pnpm-lock.yaml": "",
    };
    const { warnings, refused } = detected(given);
    expect(refused).toEqual([]);
    expect(warnings).toEqual([
      "pnpm-lock.yaml and package-lock.json are all there; pnpm-lock.yaml is taken (pnpm), the one that is looked for first; take package-lock.json out, or write packageManager in package.json",
    ]);
  });

  test("without a lockfile: the command to run", () => {
    const { "package-lock.json": _, ...given } = project(
      ["express"],
      START,
      files,
    );
    const { warnings, refused } = detected(given);
    expect(refused).toEqual([]);
    expect(warnings).toEqual([
      "there is no package-lock.json, so each build may install other versions; run `npm install`, commit package-lock.json and generate again",
    ]);
  });

  test("by yarn is installed by npm until it can be", () => {
    const { "package-lock.json": _, ...given } = project(
      ["express"],
      START,
      files,
    );
    const { spec, warnings, refused } = detected({ ...given, "yarn.lock": "" });
    expect(refused).toEqual([]);
    expect(spec!.images!.web!.runtime).toEqual({
      node: null,
      packageManager: "npm",
    });
    expect(warnings[0]).toMatch(
      /^the project uses yarn, which is not supported yet; until then/,
    );
  });
});

describe("engines", () => {
  const at = (range: string) =>
    detected({
      ...LOCK,
      "package.json": {
        engines: { node: range },
        scripts: { start: "node server.js" },
        dependencies: { express: "1" },
      },
      "server.js": "app.listen(3000)",
    });

  test("out of care are taken at their word", () => {
    const { spec, refused, warnings } = at("18.x");
    expect(refused).toEqual([]);
    expect(spec!.images!.web!.runtime).toEqual({ node: "18" });
    expect(warnings[0]).toMatch(
      /^no official image of Node.js fits engines.node = "18.x"/,
    );
  });

  test("that no image has are a problem", () => {
    const { spec, problems } = at(">=99");
    expect(spec).toBeNull();
    expect(problems).toEqual([
      expect.stringMatching(
        /^no official image of Node.js fits engines.node = ">=99"/,
      ),
    ]);
  });
});

test("what is written is a directory", () => {
  const { spec, refused } = detected(
    project(["express"], START, {
      "src/server.js": [
        "app.listen(3000);",
        "multer({ dest: 'uploads/' });",
        "fs.mkdirSync('./cache', { recursive: true });",
        'fs.writeFileSync("data/state.json", text);',
        "const PASTES_DIR = '/app/pastes';",
      ].join("\n"),
    }),
  );
  expect(refused).toEqual([]);
  expect(spec!.images!.web!.directories).toEqual([
    "cache",
    { path: "data", volume: "data" },
    { path: "uploads", volume: "uploads" },
    { path: "pastes", volume: "pastes" },
  ]);
});

describe("Prisma", () => {
  const at = (provider: string) =>
    detected(
      project(["express", "@prisma/client"], START, {
        "src/server.js": "app.listen(3000)",
        "prisma/schema.prisma": `generator client {\n  provider = "prisma-client-js"\n}\ndatasource db {\n  provider = "${provider}"\n  url = env("DATABASE_URL")\n}\n`,
      }),
    );

  test("names its database, which is told by its address", () => {
    const { spec, services, refused } = at("postgresql");
    expect(refused).toEqual([]);
    expect(spec!.images!.web!.packages).toEqual({ runtime: ["openssl"] });
    expect(services.web!.dependsOn).toEqual(["postgres"]);
    expect((services.web!.entrypoint as string[])[2]).toContain(
      'DATABASE_URL="postgresql://',
    );
  });

  test("with a database that we do not make says what to write", () => {
    expect(at("mysql").problems[0]).toMatch(
      /^mysql is needed \(prisma with mysql is installed\), and only postgres and redis .*write services.mysql: \{ image: "mysql:8.4"/,
    );
  });
});
