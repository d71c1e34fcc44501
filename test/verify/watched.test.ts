import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import type {
  ComposeService,
  ComposeWatch,
} from "../../src/docker/compose-file.ts";
import type { Stack } from "../../src/verify/stack.ts";
import {
  alike,
  foldersOf,
  inContainer,
  watchedIn,
  type Watched,
} from "../../src/verify/watched.ts";
import { folderWith } from "../support/folder.ts";
import { PYTHON, resolved, withSpec } from "../support/specs.ts";

const FILES = {
  ...PYTHON,
  "app/main.py": "app = 1\n",
  "app/__init__.py": "",
};
const IMAGE = resolved(withSpec({}), FILES).images[0]!;

/** What is watched of one service, with rules whose paths are given from the copy on. */
function watched(
  rules: readonly ComposeWatch[] | null,
  image: typeof IMAGE | null = IMAGE,
  done: readonly string[] = [],
  files: Readonly<Record<string, string>> = FILES,
) {
  const copy = folderWith(files);
  const watch = rules?.map((rule) => ({
    ...rule,
    path: join(copy, rule.path),
  }));
  const compose = watch ? { develop: { watch } } : {};
  const services = [{ name: "web", service: null, image, compose }];
  const parts = { copy, services, done: new Set(done) };
  const stack = parts as unknown as Stack;
  return { copy, stack, found: watchedIn(stack) };
}

const sync = (path: string, target?: string): ComposeWatch => ({
  ...{ action: "sync", path, ...(target && { target }) },
});
const rebuild = (path: string): ComposeWatch => ({ action: "rebuild", path });

describe("a service", () => {
  test("is watched by the rule that carries its code, and by a file of it", () => {
    const rules = [rebuild("requirements.txt"), sync("app", "/app/app")];
    const { copy, found } = watched(rules);
    expect(found).toEqual([
      {
        ...{ name: "web", image: IMAGE, file: join(copy, "app/main.py") },
        rule: { action: "sync", path: join(copy, "app"), target: "/app/app" },
      },
    ]);
  });

  test("may be restarted by what carries it", () => {
    const rule = { ...sync("app", "/app/app"), action: "sync+restart" };
    expect(watched([rule]).found[0]!.rule!.action).toBe("sync+restart");
  });

  test("is not watched when it has done its work", () => {
    const rules = [sync("app", "/app/app")];
    expect(watched(rules, IMAGE, ["web"]).found).toEqual([]);
  });

  test("may be carried by a rule for one file", () => {
    const rule = sync("app/main.py", "/app/app/main.py");
    expect(watched([rule]).found[0]!.rule!.target).toBe("/app/app/main.py");
  });

  test.each([
    ["without a target", sync("app")],
    ["of a folder with a longer name", sync("ap", "/app/ap")],
    ["of something else", sync("templates", "/app/templates")],
  ])("is not carried by a rule %s", (_, rule) => {
    const { copy, found } = watched([rule, rebuild("app")]);
    expect(found).toMatchObject([{ name: "web", rule: null }]);
    expect(found[0]!.file.startsWith(join(copy, "app/"))).toBe(true);
  });

  test.each([
    ["has no rules", null],
    ["has none about its code", [rebuild("requirements.txt")]],
    ["has an empty list of them", []],
  ])("is not watched when it %s", (_, rules) => {
    expect(watched(rules).found).toEqual([]);
  });

  test("is not watched when the spec builds no image for it", () => {
    expect(watched([sync("app", "/app/app")], null).found).toEqual([]);
  });
});

describe("services", () => {
  const RULES = [sync("src", "/app/src"), rebuild("uv.lock")];
  const SERVICE = { develop: { watch: RULES } };
  const OTHER = { ...IMAGE, name: "other" };
  const on = (...names: string[]) => ({
    depends_on: Object.fromEntries(
      names.map((name) => [name, { condition: "service_started" }]),
    ),
  });

  function groups(
    services: Readonly<Record<string, ComposeService>>,
    images: Readonly<Record<string, typeof IMAGE>> = {},
  ) {
    const all = Object.keys(services).map((name) => ({
      ...{ name, image: images[name] ?? IMAGE, rule: null, file: "" },
    }));
    const stack = { written: { services } } as unknown as Stack;
    const found = alike(stack, all as Watched[]);
    return found.map((group) => group.map(({ name }) => name));
  }

  test("of one image with one list of rules are alike, the one first that depends on the least", () => {
    const command = { ...SERVICE, command: ["a"] };
    expect(
      groups({
        api: { ...SERVICE, ...on("worker", "mcp") },
        worker: { ...command, ...on("mcp") },
        mcp: SERVICE,
      }),
    ).toEqual([["mcp", "worker", "api"]]);
  });

  test.each<[string, ComposeService]>([
    ["rules", { develop: { watch: [RULES[1]!] } }],
    ["user", { ...SERVICE, user: "1:1" }],
    [
      "volume below what is carried",
      { ...SERVICE, volumes: [{ type: "volume", target: "/app/src/a" }] },
    ],
    [
      "volume above what is carried",
      { ...SERVICE, volumes: [{ type: "volume", target: "/app" }] },
    ],
    ["tmpfs", { ...SERVICE, tmpfs: ["/app/src:size=1m"] }],
  ])("are not alike with another %s", (_, other) => {
    expect(groups({ api: SERVICE, other })).toEqual([["api"], ["other"]]);
  });

  test("are alike whatever is mounted elsewhere", () => {
    const volumes = [{ type: "volume", target: "/app/srcs" }];
    const other = { ...SERVICE, volumes };
    expect(groups({ api: SERVICE, other })).toEqual([["api", "other"]]);
  });

  test("of two images are not alike", () => {
    const both = groups({ api: SERVICE, web: SERVICE }, { web: OTHER });
    expect(both).toEqual([["api"], ["web"]]);
  });
});

describe("files can come and go", () => {
  const MORE = {
    ...FILES,
    "pages/.env": "",
    "pages/server.key": "",
    "pages/drafts/a.html": "",
    "pages/home.html": "",
    "static/.env": "",
  };

  /** The folder of each rule, with the file that stands for what it carries. */
  function folders(...rules: readonly ComposeWatch[]) {
    const { copy, found, stack } = watched(rules, IMAGE, [], MORE);
    return foldersOf(stack, found[0]!, true).map(({ rule, file, beside }) => [
      relative(copy, rule!.path),
      relative(copy, file),
      beside,
    ]);
  }

  test("in each folder that a rule carries", () => {
    const pages = { ...sync("pages", "/app/pages"), ignore: ["drafts"] };
    expect(folders(sync("app", "/app/app"), pages, rebuild("static"))).toEqual([
      ["app", "app/main.py", undefined],
      ["pages", "pages/home.html", "pages"],
    ]);
  });

  test("in that of the code alone, where others are tried elsewhere", () => {
    const rules = [sync("app", "/app/app"), sync("pages", "/app/pages")];
    const { stack, found } = watched(rules, IMAGE, [], MORE);
    expect(foldersOf(stack, found[0]!, false)).toHaveLength(1);
  });

  test("beside code that is built anew", () => {
    const rules = [rebuild("app"), sync("pages", "/app/pages")];
    expect(folders(...rules)).toMatchObject([
      ["pages", expect.stringMatching(/html$/), "pages"],
    ]);
  });

  test.each([
    ["a file", sync("app/main.py", "/app/app/main.py")],
    ["what builds anew", rebuild("pages")],
    ["a folder of which nothing is to be carried", sync("static", "/static")],
    ["a folder that is not there", sync("gone", "/gone")],
  ])("not in %s", (_, rule) => {
    expect(folders(sync("app", "/app/app"), rule).slice(1)).toEqual([]);
  });
});

describe("a rule", () => {
  test("carries no code that it ignores", () => {
    const rule = { ...sync("app", "/app/app"), ignore: ["main.*"] };
    const { copy, found } = watched([rule]);
    expect(found[0]!.file).toBe(join(copy, "app/__init__.py"));
  });

  test.each([
    ["/copy/app/main.py", "/copy/app", "/app/app", "/app/app/main.py"],
    ["/copy/app/a/b.py", "/copy/app", "/srv/", "/srv/a/b.py"],
    ["/copy/main.py", "/copy/main.py", "/app/main.py", "/app/main.py"],
    ["/copy/app", "/copy/app", "/app/app", "/app/app"],
  ])(
    "puts %s, as it carries %s to %s, at %s",
    (file, path, target, expected) => {
      const [, ...parts] = inContainer({ path, target }, file).split("/");
      expect(`/${parts.filter(Boolean).join("/")}`).toBe(expected);
    },
  );
});
