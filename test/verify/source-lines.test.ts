import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SourceLines } from "../../src/verify/source-lines.ts";
import { folderWith } from "../support/folder.ts";
import { resolved, withSpec, yamlOf, type Files } from "../support/specs.ts";

const SPEC = `name: shop
images:
  web:
    runtime: { python: "3.13" }
services:
  web:
    image: web
`;

const IMAGE = resolved(withSpec({})).images[0]!;

const linesOf = (files: Files) =>
  new SourceLines(folderWith(files), yamlOf(SPEC));

const ofDockerfile = (...lines: readonly string[]) =>
  linesOf({ Dockerfile: lines.join("\n") });

test("a line is told without the space around it, and is empty where there is none", () => {
  const lines = linesOf({ "a.txt": "one\r\n  two  \r\n" });
  expect(lines.at("a.txt", 2)).toEqual({ file: "a.txt", line: 2, text: "two" });
  expect(lines.at("a.txt", 9).text).toBe("");
  expect(lines.at("gone.txt", 1).text).toBe("");
});

test("a file's text is read once, and null where it cannot be read", () => {
  const root = folderWith({ "a.txt": "x" });
  const lines = new SourceLines(root, yamlOf(SPEC));
  expect(lines.textOf("a.txt")).toBe("x");
  rmSync(join(root, "a.txt"));
  expect(lines.textOf("a.txt")).toBe("x");
  expect(lines.textOf("b.txt")).toBeNull();
});

describe("in an ignore file", () => {
  const files = { ".dockerignore": "**\nsrc\n!src\nsrc/x\nb" };
  const web = { ...IMAGE, context: "web", dockerfile: "docker/web.Dockerfile" };

  test("it is the last line that matches", () => {
    const lines = linesOf(files);
    const place = lines.inIgnoreFile(IMAGE, /^(?!!|#).*src/);
    expect(place).toMatchObject({ line: 4, text: "src/x" });
    expect(lines.inIgnoreFile(IMAGE, /^\*\*$/)?.line).toBe(1);
    expect(lines.inIgnoreFile(IMAGE, /^c$/)).toBeNull();
  });

  test("it is that beside the Dockerfile, or that of the context", () => {
    const ofContext = { ...files, "web/.dockerignore": "b" };
    const beside = { ...ofContext, "docker/web.Dockerfile.dockerignore": "b" };
    const fileOf = (all: Files) => linesOf(all).inIgnoreFile(web, /b/)?.file;
    expect(fileOf(beside)).toBe("docker/web.Dockerfile.dockerignore");
    expect(fileOf(ofContext)).toBe("web/.dockerignore");
    expect(fileOf(files)).toBeUndefined();
  });
});

describe("in the spec", () => {
  test.each<readonly [string[], number, string]>([
    [["services", "web", "image"], 7, "image: web"],
    [["images", "web"], 3, "web:"],
    [["images", "web", "directories"], 4, 'runtime: { python: "3.13" }'],
  ])("%j is in its line, or in that around it", (path, line, text) => {
    const lines = linesOf({ "dockwright.yaml": SPEC });
    expect(lines.inSpec(...path)).toEqual({
      ...{ file: "dockwright.yaml", line, text },
    });
  });
});

describe("in a Compose file", () => {
  const COMPOSE = [
    ...["x-common: &common", "  user: app", "  healthcheck:"],
    ...["    test: [CMD, x]", "services:", "  web:", "    <<: *common"],
    ...["    command: [run]", "  api: *common", "  db:", "    image: pg"],
  ].join("\n");
  const OVERRIDE = "services:\n  web:\n    user: me\n  db: {}\n";
  const files = {
    "compose.yaml": COMPOSE,
    "compose.override.yaml": OVERRIDE,
    "compose.production.yaml": "services:\n  web:\n    user: root\n",
  };

  test.each<readonly [string, string[], string]>([
    ["web", ["command"], "compose.yaml:8 command: [run]"],
    ["api", ["user"], "compose.yaml:2 user: app"],
    ["api", ["healthcheck", "test"], "compose.yaml:4 test: [CMD, x]"],
    ["web", ["user"], "compose.override.yaml:3 user: me"],
    ["db", ["image"], "compose.yaml:11 image: pg"],
    ["db", [], "compose.override.yaml:4 db: {}"],
  ])("%s has its %j in its line", (service, keys, expected) => {
    const { file, line, text } = linesOf(files).inCompose(
      "development",
      service,
      ...keys,
    )!;
    expect(`${file}:${line} ${text}`).toBe(expected);
  });

  test.each([
    ["compose.override.yml", "compose.override.yaml"],
    ["compose.override.yaml", "docker-compose.override.yml"],
    ["docker-compose.override.yml", "docker-compose.override.yaml"],
    ["docker-compose.override.yaml", "compose.yaml"],
  ])("%s counts for more than %s", (first, second) => {
    const text = "services: { web: { user: me } }";
    const lines = linesOf({ [first]: text, [second]: text });
    const place = lines.inCompose("development", "web", "user");
    expect(place?.file).toBe(first);
  });

  test("production has no override, and a key nobody has is nowhere", () => {
    const lines = linesOf(files);
    expect(lines.inCompose("production", "web", "user")).toMatchObject({
      ...{ file: "compose.production.yaml", line: 3 },
    });
    expect(lines.inCompose("production", "web", "command")).toBeNull();
    expect(lines.inCompose("development", "nobody", "a", "b")).toBeNull();
  });

  test("that does not parse or is not there, nothing is found", () => {
    const lines = linesOf({ "compose.yaml": "services: {{" });
    expect(lines.inCompose("development", "web")).toBeNull();
    expect(lines.inCompose("production", "web")).toBeNull();
  });
});

describe("in a Dockerfile", () => {
  const text = [
    ...["FROM a AS base", "USER one", "FROM base AS development", "USER two"],
    ...["FROM base AS production", "RUN x"],
  ];
  const isUser = ({ keyword }: { keyword: string }) => keyword === "USER";

  test("it is the last that fits, of the target and what it is from", () => {
    const lines = ofDockerfile(...text);
    expect(lines.inDockerfile(IMAGE, "development", isUser)?.line).toBe(4);
    expect(lines.inDockerfile(IMAGE, "production", isUser)?.line).toBe(2);
    expect(lines.inDockerfile(IMAGE, null, isUser)?.line).toBe(2);
    expect(lines.inDockerfile(IMAGE, "production", () => false)).toBeNull();
    expect(linesOf({}).inDockerfile(IMAGE, null, isUser)).toBeNull();
  });
});

describe("a path", () => {
  const lineOf = (path: string, ...lines: readonly string[]) =>
    ofDockerfile("FROM /app/cache AS base", ...lines).ofPath(IMAGE, null, path)
      ?.line ?? null;

  test.each([
    ["whole", "RUN mkdir /app/cache"],
    ["with what is below it", "RUN mkdir -p /app/cache/x"],
    ["in quotes", 'RUN mkdir "/app/cache"'],
    ["with braces behind it", "RUN mkdir -p /app/cache/{a,b}"],
    ["in a flag", "RUN --mount=type=cache,target=/app/cache true"],
    ["through the folder above it", "WORKDIR /app"],
    ["through the folder above it, with its slash", "COPY . /app/"],
    ["as what a list ends with", 'COPY [ "a b", "./" ]'],
    ["in front of a heredoc's text", "COPY <<EOF ./\ntext\nEOF"],
  ])("is named %s", (_, instruction) => {
    expect(lineOf("/app/cache", instruction)).toBe(2);
  });

  test("with braces is named by them for what they hold", () => {
    const make = "RUN mkdir -p /app/cache/{a,b}";
    expect(lineOf("/app/cache/a", "WORKDIR /app", make)).toBe(3);
  });

  test.each([
    ["the beginning of another name", "RUN mkdir /app/cached /app/cache-2"],
    ["the beginning of a name with a dot", "COPY x /app/cache.json"],
    ["the end of another", "RUN mkdir /srv/app/cache ${ROOT}/app/cache"],
    ["a variable", "ENV CACHE=/app/cache"],
    ["a comment", "# /app/cache"],
    ["another character for its dot", "RUN mkdir /app/cacheX"],
  ])("is not %s", (_, instruction) => {
    const both = lineOf("/app/cache", "RUN mkdir /app/cache", instruction);
    expect(both).toBe(2);
  });

  test("with a dot is not any letter", () => {
    expect(lineOf("/a.b", "RUN touch /aXb")).toBeNull();
  });

  test("is the last instruction's of the target", () => {
    const make = "RUN mkdir /app/cache";
    expect(lineOf("/app/cache", make, make, "FROM x", "USER y")).toBeNull();
    expect(lineOf("/app/cache", make, make)).toBe(3);
  });

  test("is in the line of a long instruction that names it", () => {
    const lines = ["RUN install -d \\", "    /app/data \\", "    /app/cache"];
    expect(lineOf("/app/cache", ...lines, "USER x")).toBe(4);
  });

  test("is in the line of a heredoc that names it", () => {
    const lines = ["RUN <<EOF", "install -d \\", "  /app/cache", "EOF"];
    expect(lineOf("/app/cache", ...lines, "USER x")).toBe(4);
  });

  test.each(["/", "", "src/app", "."])("%j is nowhere", (path) => {
    expect(lineOf(path, "WORKDIR /app", "COPY src/app .")).toBeNull();
  });
});
