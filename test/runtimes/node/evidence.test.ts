import ts from "typescript";
import { describe, expect, test } from "vitest";
import { nodeEvidence } from "../../../src/runtimes/node/evidence.ts";
import { INSTALLING, reachedBy, runsOf } from "../../support/example-steps.ts";
import { NPM_WORKSPACE } from "../../support/monorepo.ts";
import { ofNode } from "../../support/toolchains.ts";
import { ranAs } from "../../support/traced.ts";

const WORD = "word-0123abcd";
const SAYS = 'console.error("own");\n';
const IMPORTS = 'import { sep } from "node:path";\nif (!sep) throw sep;\n';
/** Ends with an error unless the file is strict. */
const IS_STRICT =
  'if ((function () { return this; })() !== undefined) throw new Error("not strict");\n';

const FILES: readonly [what: string, name: string, text: string][] = [
  ["a statement", "main.js", SAYS],
  ["#!", "main.js", `#!/usr/bin/env node\n${SAYS}`],
  ["use strict", "main.cjs", `"use strict";\n${IS_STRICT}${SAYS}`],
  ["use strict alone", "main.cjs", `'use strict'\n${IS_STRICT}${SAYS}`],
  ["use strict on one line", "main.cjs", `"use strict";${IS_STRICT}${SAYS}`],
  [
    "use strict with comments",
    "main.cjs",
    `#!/usr/bin/node\n// why\n/* and\n how */\n"use strict"; // all\n${IS_STRICT}${SAYS}`,
  ],
  ["use client", "main.mjs", `"use client";\n\n${IMPORTS}${SAYS}`],
  [
    "two directives",
    "main.cjs",
    `"use client"\n"use strict"\n${IS_STRICT}${SAYS}`,
  ],
  ["a text that is no directive", "main.js", `"use me".split(" ");\n${SAYS}`],
  ["a block comment", "main.js", `/**\n * @licence "x"\n */\n${SAYS}`],
  ["a block comment on the line", "main.js", `/* a */ /* b */ ${SAYS}`],
  ["a module's imports", "main.mjs", `// why\n${IMPORTS}${SAYS}`],
  ["an export first", "main.mjs", `export const a = 1;\n${SAYS}`],
  ["a regular expression first", "main.js", `/\\/\\*/.test("");\n${SAYS}`],
  ["no line end", "main.js", SAYS.trimEnd()],
];

describe("a traced script", () => {
  const variants = FILES.flatMap(
    ([what, name, text]): [string, string, string][] => [
      [what, name, text],
      [`${what}, with Windows' line ends`, name, text.replaceAll("\n", "\r\n")],
      [`${what}, behind a byte order mark`, name, `\uFEFF${text}`],
    ],
  ).filter(([, , text]) => !text.startsWith("\uFEFF#"));

  test.each(variants)("says the word first: %s", (_, name, text) => {
    const traced = nodeEvidence.trace(text, WORD);
    const { status, err } = ranAs(process.execPath, name, traced);
    expect({ status, err }).toEqual({ status: 0, err: `${WORD}\nown\n` });
  });

  test.each(["", "\n", "// nothing", "/* nothing */", "#!/usr/bin/env node"])(
    "says it though there is nothing else: %j",
    (text) => {
      const traced = nodeEvidence.trace(text, WORD);
      const { status, err } = ranAs(process.execPath, "main.js", traced);
      expect({ status, err }).toEqual({ status: 0, err: `${WORD}\n` });
    },
  );

  test("keeps the #! where a system reads it", () => {
    expect(nodeEvidence.trace(`#!/usr/bin/node\r\n${SAYS}`, WORD)).toMatch(
      /^#!\/usr\/bin\/node\r\n/,
    );
  });

  test.each([
    '"use client"\nimport a from "a";\n',
    '// why\n"use client"; // here\r\n',
    "'use server';",
  ])("keeps a directive first, as whoever bundles it reads it: %j", (text) => {
    const traced = nodeEvidence.trace(text, WORD);
    const { statements } = ts.createSourceFile("a.ts", traced, 99);
    expect(
      statements[0]!.getText(ts.createSourceFile("a.ts", traced, 99)),
    ).toMatch(/^['"]use (?:client|server)/);
  });
});

/** What TypeScript complains of in a file that stands alone, as a project that has no types of Node's. */
function complaints(text: string): string[] {
  const options: ts.CompilerOptions = {
    noEmit: true,
    strict: true,
    types: [],
    lib: ["lib.es2022.d.ts"],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, language) =>
    name === "/traced.ts"
      ? ts.createSourceFile(name, text, language)
      : read(name, language);
  const program = ts.createProgram(["/traced.ts"], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) =>
      ts.flattenDiagnosticMessageText(messageText, " "),
    );
}

describe("a traced TypeScript file", () => {
  test.each([
    "const a: string = 'a';\n",
    "// @ts-ignore\nimport a from 'gone';\nexport default a;\n",
    "// why\n// @ts-expect-error it has no types\nimport a from 'gone';\nexport default a;\n",
    "/* @ts-ignore */\nimport a from 'gone';\nexport default a;\n",
    "// @ts-nocheck\nimport a from 'gone';\nexport default a;\n",
    "/// <reference lib='dom' />\nexport const a = document;\n",
    "type A = string;\nexport type { A };\n",
  ])("is compiled without a complaint: %j", (text) => {
    expect(complaints(text)).toEqual([]);
    const traced = nodeEvidence.trace(text, WORD);
    expect(traced).toContain(WORD);
    expect(complaints(traced)).toEqual([]);
  });

  test.each([
    ["a.ts", true],
    ["a.mts", true],
    ["a.cjs", true],
    ["a.jsx", true],
    ["a.d.ts", false],
    ["a.d.mts", false],
    ["a.json", false],
    ["a.css", false],
  ])("%s is code: %s", (name, isCode) => {
    expect(nodeEvidence.code.test(name)).toBe(isCode);
  });
});

describe("a package of npm's", () => {
  test.each([
    ["/app/node_modules/express/package.json", "express"],
    ["/app/node_modules/@types/node/package.json", "@types/node"],
    ["/app/node_modules/a/node_modules/b/package.json", "b"],
    ["/app/node_modules/.pnpm/c@1.0.0/node_modules/c/package.json", "c"],
    ["/app/apps/api/node_modules/@a/b/package.json", "@a/b"],
    ["/app/node_modules/express/lib/package.json", null],
    ["/app/node_modules/@types/package.json", null],
    ["/app/node_modules/.package-lock.json", null],
    ["/app/node_modules/.bin/package.json", null],
    ["/app/package.json", null],
  ])("%s is %s", (path, name) => {
    expect(nodeEvidence.packageOf(path)).toBe(name);
  });

  test("requires all but what working on it takes", () => {
    const manifest = {
      name: "a",
      dependencies: { b: "1" },
      optionalDependencies: { c: "1" },
      peerDependencies: { d: "1" },
      devDependencies: { e: "1" },
    };
    expect(nodeEvidence.requires([JSON.stringify(manifest)], [])).toEqual([
      "b",
      "c",
      "d",
    ]);
  });

  test.each(["", "{", "{}", "null", "[]", '{ "dependencies": null }'])(
    "requires nothing that cannot be read: %j",
    (text) => {
      expect(nodeEvidence.requires([text], [])).toEqual([]);
    },
  );
});

describe("a step that installs", () => {
  const EXAMPLES = ["express-npm", "fastify-pnpm", "monorepo-npm"];

  test.each(
    EXAMPLES.flatMap((example) => [
      [example, "development"],
      [example, "production"],
    ]),
  )("is seen in %s for %s, and no other step is", (example, target) => {
    const steps = runsOf(reachedBy(example!, target!));
    const seen = steps.filter((step) => nodeEvidence.installs.test(step));
    expect(seen).not.toEqual([]);
    const pattern = INSTALLING[example!]!;
    expect(seen).toEqual(steps.filter((step) => pattern.test(step)));
  });

  test.each([
    "npm run build",
    "npm run build --workspace=packages/words",
    "pnpm run build",
    "pnpm --filter=./apps/install run build",
    "pnpm run build && echo deploy",
    'install -d -o "$APP_UID" /app',
  ])("is not one that only builds the project: %s", (command) => {
    expect(nodeEvidence.installs.test(`RUN ${command}`)).toBe(false);
  });

  test.each(["npm install --no-package-lock", "pnpm install --no-lockfile"])(
    "is one without a lockfile, too: %s",
    (command) => {
      expect(nodeEvidence.installs.test(`RUN ${command}`)).toBe(true);
    },
  );
});

describe("packages of development alone", () => {
  test("are those of package.json that production does not ask for too", () => {
    const manifest = {
      dependencies: { express: "5" },
      optionalDependencies: { fsevents: "2" },
      devDependencies: { vitest: "4", fsevents: "2", "@types/node": "20" },
    };
    const { toolchain } = ofNode({
      "package.json": manifest,
      "package-lock.json": "{}",
      "server.js": "",
    });
    expect(toolchain.developmentPackages).toEqual(["vitest", "@types/node"]);
  });

  test("are those of the workspace's root and of the members that are taken", () => {
    const root = {
      workspaces: ["packages/*", "apps/*"],
      devDependencies: { turbo: "2", chalk: "5" },
    };
    const { toolchain } = ofNode(
      { ...NPM_WORKSPACE, "package.json": root },
      { workspace: "apps/api" },
    );
    expect(toolchain.developmentPackages.toSorted()).toEqual([
      "@mono/lint",
      "@mono/tsconfig",
      "turbo",
      "typescript",
    ]);
  });

  test("are none where nothing asks for any", () => {
    const files = { "package.json": {}, "package-lock.json": "{}" };
    expect(ofNode(files).toolchain.developmentPackages).toEqual([]);
  });
});
