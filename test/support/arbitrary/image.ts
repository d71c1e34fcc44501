import fc from "fast-check";
import type { Spec } from "../../../src/spec/schema/project.ts";
import type { Files } from "../specs.ts";
import { NPM_WORKSPACE, PNPM_WORKSPACE, UV_WORKSPACE } from "../monorepo.ts";
import { hostileLine, hostileText } from "./hostile.ts";
import {
  labelName,
  mapOf,
  place,
  record,
  resource,
  some,
  variable,
} from "./parts.ts";

type Image = NonNullable<Spec["images"]>[string];

/** Each kind of project that we know, in a folder of its own. */
export const KINDS: readonly {
  runtime: Image["runtime"];
  workspace?: string;
  files: Files;
}[] = [
  { runtime: { node: null }, workspace: "apps/api", files: NPM_WORKSPACE },
  { runtime: { node: null }, workspace: "apps/web", files: PNPM_WORKSPACE },
  { runtime: { python: null }, workspace: "worker", files: UV_WORKSPACE },
  {
    runtime: { python: "3.13" },
    files: { "requirements.txt": "a==1", "app/a.py": "", "tests/t.py": "" },
  },
  {
    runtime: { python: "3.12", packageManager: "pip" },
    files: {
      "pyproject.toml":
        "[project]\nname='a'\ndependencies=['a']\n[build-system]\n",
      "src/a.py": "",
    },
  },
  {
    runtime: { python: null },
    files: {
      "pyproject.toml": "[project]\nname='a'\n[build-system]\n",
      "uv.lock": "",
      "src/a/b.py": "",
      "templates/a.html": "",
    },
  },
  {
    runtime: { python: null, packageManager: "uv" },
    files: { "pyproject.toml": "[project]\nname='a'\n", "main.py": "" },
  },
  {
    runtime: { node: "22" },
    files: {
      "package.json": "{}",
      "package-lock.json": "",
      "server.js": "",
      "src/a.js": "",
    },
  },
  {
    runtime: { node: null },
    files: {
      "package.json":
        '{"packageManager":"pnpm@10.0.0","scripts":{"build":"tsc","start":"node dist/a.js"}}',
      "pnpm-lock.yaml": "",
      "tsconfig.json": "{}",
      "src/a.ts": "",
      "public/a.css": "",
    },
  },
];

const lines = mapOf(
  variable,
  fc.oneof(hostileLine, fc.integer(), fc.boolean()),
);
const commands = fc.array(
  hostileText.filter((text) => text !== ""),
  { maxLength: 2 },
);
export const imageParts = record<Partial<Image>>({
  workdir: some(fc.constantFrom("/srv/x", "/opt/a-b")),
  distribution: some(fc.constantFrom("debian" as const, "alpine" as const)),
  base: some(fc.constantFrom("python:3.13-alpine", "ghcr.io/a/b@sha256:00ff")),
  directories: some(
    fc
      .uniqueArray(place, { maxLength: 3 })
      .map((names) =>
        names.map((name, n) =>
          n % 2
            ? `d${n}/${name}`
            : { path: `d${n}`, subdirs: [name], mode: "0700", volume: "v" },
        ),
      ),
  ),
  packages: some(
    fc.constant({
      build: ["gcc"],
      runtime: ["libpq5=17.*"],
      development: ["git"],
    }),
  ),
  environment: some(lines),
  args: some(lines),
  labels: some(mapOf(labelName, hostileLine)),
  secrets: some(
    mapOf(
      resource,
      hostileText.map((text) => ({ file: `./${text.replaceAll("..", "")}` })),
    ),
  ),
  run: some(
    record<NonNullable<Image["run"]>>({
      base: some(record({ root: commands })),
      builder: some(record({ root: commands })),
      development: some(record({ root: commands, user: commands })),
      production: some(record({ root: commands, user: commands })),
    }),
  ),
  ignore: some(
    fc.array(
      hostileLine.map((text) => `zz${text.replace(/\p{Cc}/gu, "")}zz`),
      { maxLength: 2 },
    ),
  ),
  platforms: some(fc.constant(["linux/arm64"])),
}).map(({ distribution, ...rest }) =>
  distribution && rest.base ? { ...rest, distribution } : rest,
);
