import { describe, expect, test } from "vitest";
import {
  IMAGE,
  PYTHON,
  refusals,
  withImage,
  withSpec,
} from "../../support/specs.ts";

const AT = "images.web.watch[0]";
const FILES = { ...PYTHON, "data/a.csv": "", "data/b.log": "", ".env": "" };

const watching = (rule: object, image: object = {}, service: object = {}) =>
  withSpec({
    images: { web: { ...IMAGE, ...image, watch: [rule] } },
    services: { web: { image: "web", ...service } },
  });

const SYNC = { action: "sync", path: "data", target: "/app/data" };

describe("a watch rule that can never fire", () => {
  const never = (key: string, message: string) =>
    `${AT}.${key}: this rule never fires: ${message}`;

  test.each<[string, object, string]>([
    [
      "nothing is at its path",
      watching({ ...SYNC, path: "nothing" }),
      never(
        "path",
        "nothing is at nothing; write a file or folder of the context",
      ),
    ],
    [
      "its path is ignored",
      watching(SYNC, { ignore: ["data"] }),
      never("path", '"data" under ignore covers it; take one of the two out'),
    ],
    [
      "its path is ignored by a pattern",
      watching({ ...SYNC, path: "data/b.log" }, { ignore: ["**/*.log"] }),
      never(
        "path",
        '"**/*.log" under ignore covers it; take one of the two out',
      ),
    ],
    [
      "a bind mount covers its target",
      watching(SYNC, {}, { volumes: ["./data:/app/data"] }),
      never(
        "target",
        "a bind mount covers /app/data, and Compose skips what lies under one; take the mount or the rule out",
      ),
    ],
    [
      "a bind mount covers what is above its target",
      watching(
        { ...SYNC, target: "data/sub" },
        {},
        { development: { volumes: [".:/app"] } },
      ),
      never(
        "target",
        "a bind mount covers /app, and Compose skips what lies under one; take the mount or the rule out",
      ),
    ],
    [
      "only production runs",
      watching(SYNC, {}, { target: "production" }),
      never(
        "action",
        "every service of the image runs production, whose code is not what is synced; write action: rebuild, or a service with target: development",
      ),
    ],
  ])("as %s is refused", (_, spec, expected) => {
    expect(refusals(spec, FILES)).toEqual([expected]);
  });

  test.each([".env", "app/__pycache__"])(
    "as %s is never let into an image is refused",
    (path) => {
      const files = { ...FILES, "app/__pycache__/a.pyc": "" };
      const told = refusals(watching({ action: "rebuild", path }), files);
      expect(told).toHaveLength(1);
      expect(told[0]).toContain(`${AT}.path: this rule never fires: `);
    },
  );
});

describe("a watch rule that is not whole", () => {
  test.each<[string, object, string]>([
    [
      "syncs to nowhere",
      { action: "sync", path: "data" },
      `${AT}: sync needs a target; write target: /app/data`,
    ],
    [
      "syncs and restarts, to nowhere",
      { action: "sync+restart", path: "data" },
      `${AT}: sync+restart needs a target; write target: /app/data`,
    ],
    [
      "rebuilds with a target",
      { action: "rebuild", path: "data", target: "/app" },
      `${AT}.target: rebuild copies nothing, so it has no target; take it out, or write action: sync`,
    ],
    [
      "restarts with a target",
      { action: "restart", path: "data", target: "/app" },
      `${AT}.target: restart copies nothing, so it has no target; take it out, or write action: sync`,
    ],
    [
      "runs nothing",
      { ...SYNC, action: "sync+exec" },
      `${AT}: sync+exec needs a command; write action: sync+exec with exec: { command: [...] }`,
    ],
    [
      "runs what it does not run",
      { ...SYNC, exec: { command: "make" } },
      `${AT}: sync runs nothing; write action: sync+exec with exec: { command: [...] }`,
    ],
  ])("as it %s is refused", (_, rule, expected) => {
    expect(refusals(watching(rule), FILES)).toEqual([expected]);
  });
});

describe("a watch rule that fires", () => {
  test.each<[string, object]>([
    ["on a folder", watching(SYNC)],
    ["on a file", watching({ ...SYNC, path: "data/a.csv" })],
    ["on all", watching({ action: "rebuild", path: "." })],
    ["with ./ and / around its path", watching({ ...SYNC, path: "./data/" })],
    [
      "beside a bind mount",
      watching(SYNC, {}, { volumes: ["./data:/app/other"] }),
    ],
    [
      "beside a bind mount of production",
      watching(SYNC, {}, { production: { volumes: ["./data:/app/data"] } }),
    ],
    [
      "for one service of two",
      withSpec({
        images: { web: { ...IMAGE, watch: [SYNC] } },
        services: {
          web: { image: "web" },
          api: { image: "web", target: "production" },
        },
      }),
    ],
    [
      "with a rebuild, where production runs",
      watching(
        { action: "rebuild", path: "data" },
        {},
        { target: "production" },
      ),
    ],
    [
      "with a command",
      watching({ ...SYNC, action: "sync+exec", exec: { command: ["make"] } }),
    ],
    [
      "on what an ignored pattern does not reach",
      watching(SYNC, { ignore: ["data/*.log", "!data", "dat", "data2"] }),
    ],
  ])("%s is fine", (_, spec) => {
    expect(refusals(spec, FILES)).toEqual([]);
  });
});

describe("a read-only root in development", () => {
  const readOnly = { development: { readOnly: true } };

  test("is refused where watch copies", () => {
    expect(refusals(watching(SYNC, {}, readOnly), FILES)).toEqual([
      "services.web.development.readOnly: watch cannot copy into a read-only root; take it out, or write target: production",
    ]);
  });

  test("is fine where watch rebuilds", () => {
    const rule = { action: "rebuild", path: "data" };
    const service = { ...readOnly, target: "production" };
    expect(refusals(watching(rule, {}, service), FILES)).toEqual([]);
  });
});

describe("an ignore pattern that hides what the build copies", () => {
  test.each([
    ["requirements.txt", "requirements.txt"],
    ["*.txt", "requirements.txt"],
    ["**/*.txt", "requirements.txt"],
    ["/requirements.txt", "requirements.txt"],
    ["app", "app"],
    ["app/", "app"],
    ["ap?", "app"],
    ["*", "requirements.txt"],
    ["**", "requirements.txt"],
    ["requirements.[t]xt", "requirements.txt"],
    ["app/**", "app"],
    ["app/*", "app"],
  ])("is refused: %s", (pattern, hidden) => {
    expect(refusals(withImage({ ignore: ["*.md", pattern] }))).toEqual([
      `images.web.ignore[1]: "${pattern}" covers ${hidden}, which the build copies; write a narrower pattern`,
    ]);
  });

  test.each([
    "!app",
    "app/*.log",
    "requirements",
    "txt",
    "ap",
    "*/app",
    "app/__pycache__",
  ])("is fine: %s", (pattern) => {
    expect(refusals(withImage({ ignore: [pattern] }))).toEqual([]);
  });
});
