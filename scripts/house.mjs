/**
 * The rooms of src/ and what each may import, as a rule for oxlint. A file that stands in src/
 * itself is a room of its own; `types` may be imported as types alone, `packages` are npm's and Node's.
 */
import { dirname, relative, resolve } from "node:path";

const ROOMS = {
  spec: { packages: ["zod", "yaml"] },
  model: { packages: ["node:path"] },
  stages: { types: ["model"] },
  runtimes: {
    rooms: ["spec", "stages"],
    types: ["model"],
    packages: ["node:path", "semver", "smol-toml", "yaml"],
  },
  backing: { rooms: ["spec"], types: ["model"] },
  resolve: { rooms: ["model", "spec", "runtimes", "backing"] },
  detect: {
    rooms: ["model", "runtimes", "backing"],
    types: ["spec"],
    packages: ["yaml"],
  },
  wizard: { rooms: ["spec", "backing", "resolve"] },
  integrations: { rooms: ["resolve"], packages: ["node:path"] },
  plan: { rooms: ["model", "runtimes", "stages"] },
  render: {
    types: ["plan"],
    packages: ["handlebars", "virtual:templates"],
  },
  diff: { packages: ["node:crypto", "node:zlib", "diff", "node-diff3"] },
  io: {
    rooms: ["spec", "runtimes", "detect"],
    types: ["model", "render", "integrations"],
    packages: ["node:*", "handlebars", "jiti", "prettier", "virtual:templates"],
  },
  docker: { packages: ["node:*", "tar-stream"] },
  dockerfile: { packages: ["dockerfile-ast"] },
  verify: {
    rooms: [
      "model",
      "spec",
      "runtimes",
      "io",
      "docker",
      "dockerfile",
      "diff",
      "generate.ts",
    ],
    packages: ["node:*", "diff"],
  },
  cli: {
    rooms: [
      "spec",
      "diff",
      "io",
      "docker",
      "verify",
      "generate.ts",
      "watch.ts",
      "init.ts",
      "wizard",
    ],
    types: ["detect", "integrations", "runtimes"],
    packages: ["node:*", "@inquirer", "cac", "diff", "log-update"],
  },
  "compile.ts": {
    rooms: ["spec", "resolve", "plan", "render"],
    types: ["model"],
  },
  "generate.ts": {
    rooms: ["spec", "compile.ts", "diff", "io"],
    types: ["model", "resolve", "render"],
    packages: ["node:*"],
  },
  "watched-project.ts": {
    rooms: ["spec", "diff", "io", "generate.ts"],
    packages: ["node:*"],
  },
  "watch.ts": {
    rooms: ["diff", "io", "watched-project.ts"],
    types: ["generate.ts"],
    packages: ["node:*"],
  },
  "init.ts": {
    rooms: ["spec", "detect", "integrations", "io"],
    types: ["generate.ts"],
    packages: ["node:*"],
  },
  "define-project.ts": { types: ["spec"] },
  "index.ts": {
    rooms: [
      "spec",
      "detect",
      "io",
      "compile.ts",
      "generate.ts",
      "define-project.ts",
    ],
    types: ["model", "runtimes", "render", "diff"],
  },
};

/** The room of a file; null when it does not stand in src/. */
function roomOf(root, path) {
  const [first] = relative(resolve(root, "src"), path).split(/[\\/]/);
  return first === ".." ? null : first;
}

const isTypeOnly = ({ importKind, exportKind, specifiers = [] }) =>
  importKind === "type" ||
  exportKind === "type" ||
  (specifiers.length > 0 &&
    specifiers.every(
      (each) => each.importKind === "type" || each.exportKind === "type",
    ));

/** Whether a room may import what is written in an import. */
function mayImport(room, name, isType) {
  const { rooms = [], types = [], packages = [] } = ROOMS[room] ?? {};
  if (name.startsWith("room:")) {
    const other = name.slice("room:".length);
    return (
      other === room ||
      rooms.includes(other) ||
      (isType && types.includes(other))
    );
  }
  return packages.some(
    (each) =>
      name === each ||
      name.startsWith(`${each}/`) ||
      (each === "node:*" && name.startsWith("node:")),
  );
}

const rooms = {
  create(context) {
    const { cwd, filename } = context;
    const room = roomOf(cwd, filename);
    if (room === null) return {};
    const check = (node, isType) => {
      const text = node.source?.value;
      if (typeof text !== "string") return;
      const other = text.startsWith(".")
        ? roomOf(cwd, resolve(dirname(filename), text))
        : null;
      if (mayImport(room, other === null ? text : `room:${other}`, isType))
        return;
      const what = `${isType ? "the types of " : ""}${other ?? text}`;
      context.report({
        node: node.source,
        message: `${room} may not import ${what}: scripts/house.mjs says who may import what`,
      });
    };
    const checkStatement = (node) => check(node, isTypeOnly(node));
    return {
      ImportDeclaration: checkStatement,
      ExportNamedDeclaration: checkStatement,
      ExportAllDeclaration: checkStatement,
      ImportExpression: (node) => check(node, false),
    };
  },
};

export default { meta: { name: "house" }, rules: { rooms } };
