import type { Files } from "../../support/specs.ts";

const json = (data: object) => `${JSON.stringify(data, null, 2)}\n`;

export const BARE: Files = {
  "package.json": json({ name: "bare", type: "module", main: "server.js" }),
  "server.js": `import { createServer } from "node:http";

const port = process.env.PORT || 3000;

createServer((request, response) => response.end("hello")).listen(port);
`,
};

export const TSX: Files = {
  "package.json": json({
    name: "typed",
    type: "module",
    scripts: { start: "tsx src/server.ts", dev: "tsx watch src/server.ts" },
    dependencies: { tsx: "^4" },
  }),
  "src/server.ts": `import { createServer, type ServerResponse } from "node:http";

const port = Number(process.env.PORT ?? 3000);
const answer = (_: unknown, response: ServerResponse) => response.end("hello");

createServer(answer).listen(port);
`,
};

export const NEXT: Files = {
  "package.json": json({
    name: "pages",
    scripts: { dev: "next dev", build: "next build", start: "next start" },
    dependencies: { next: "^15", react: "^19", "react-dom": "^19" },
  }),
  "app/layout.jsx":
    "export default function Layout({ children }) {\n  return (\n    <html>\n      <body>{children}</body>\n    </html>\n  );\n}\n",
  "app/page.jsx":
    "export default function Page() {\n  return <p>hello</p>;\n}\n",
};

/** A server in a member, and a library that it imports. */
const MEMBERS = (library: string): Files => ({
  "apps/server/package.json": json({
    name: "@tasks/server",
    private: true,
    type: "module",
    scripts: { start: "node src/index.js", dev: "node --watch src/index.js" },
    dependencies: { "@tasks/text": library },
  }),
  "apps/server/src/index.js": `import { createServer } from "node:http";
import { greeting } from "@tasks/text";

createServer((request, response) => response.end(greeting)).listen(
  process.env.PORT || 3000,
);
`,
  "packages/text/package.json": json({
    name: "@tasks/text",
    version: "1.0.0",
    type: "module",
    exports: "./index.js",
  }),
  "packages/text/index.js": 'export const greeting = "hello";\n',
});

export const NPM_WORKSPACE: Files = {
  "package.json": json({
    name: "tasks",
    private: true,
    workspaces: ["apps/*", "packages/*"],
  }),
  ...MEMBERS("^1.0.0"),
};

export const PNPM_WORKSPACE: Files = {
  "package.json": json({ name: "tasks", private: true }),
  "pnpm-workspace.yaml": "packages:\n  - apps/*\n  - packages/*\n",
  ...MEMBERS("workspace:*"),
};

const MS =
  "sha512-6FlzubTLZG3J2a/NVCAleEhjzq5oxgHyaCU9yYXvcLsvoVaHJq/s5xXI6/XXP6tz7R9xAOtHnSO/tXtF3WRTlA==";

/** Somebody changed from npm to pnpm, and left the first one's lockfile where it was. */
export const TWO_LOCKS: Files = {
  "package.json": json({
    name: "plain",
    type: "module",
    main: "server.js",
    dependencies: { ms: "^2" },
  }),
  "package-lock.json": json({
    name: "plain",
    lockfileVersion: 3,
    requires: true,
    packages: {
      "": { name: "plain", dependencies: { ms: "^2" } },
      "node_modules/ms": { version: "2.1.3", integrity: MS },
    },
  }),
  "pnpm-lock.yaml": `lockfileVersion: '9.0'

settings:
  autoInstallPeers: true
  excludeLinksFromLockfile: false

importers:

  .:
    dependencies:
      ms:
        specifier: ^2
        version: 2.1.3

packages:

  ms@2.1.3:
    resolution: {integrity: ${MS}}

snapshots:

  ms@2.1.3: {}
`,
  "server.js": `import { createServer } from "node:http";
import ms from "ms";

const port = process.env.PORT || 3000;

createServer((request, response) =>
  response.end(\`hello for \${ms(60000)}\`),
).listen(port);
`,
};

/** A build that makes a style sheet for a server which runs as it is. */
export const STYLED: Files = {
  "package.json": json({
    name: "styled",
    type: "module",
    scripts: { build: "node styles.js", start: "node server.js" },
  }),
  "styles.js": `import { appendFileSync } from "node:fs";

appendFileSync("public/style.css", "/* made */");
`,
  "public/style.css": "body { color: red }\n",
  "lib/style.js": `import { readFileSync } from "node:fs";

export const style = () => readFileSync("public/style.css");
`,
  "server.js": `import { createServer } from "node:http";
import { style } from "./lib/style.js";

const port = process.env.PORT || 3000;

createServer((request, response) => response.end(\`hello \${style()}\`)).listen(port);
`,
};
