import { describe, expect, test } from "vitest";
import { executed, parseProgress } from "../../src/docker/progress.ts";

const base64 = (text: string | Buffer) => Buffer.from(text).toString("base64");

interface Vertex {
  readonly cached?: boolean;
  readonly completed?: string | undefined;
}

const DONE = "2026-11-01T00:00:00Z";

/** A line about one step that has been done. */
const vertex = (name: string, more: Vertex = { completed: DONE }) =>
  JSON.stringify({ vertexes: [{ digest: `sha256:${name}`, name, ...more }] });

const log = (data: string | Buffer) =>
  JSON.stringify({ logs: [{ data: base64(data) }] });

const stepsOf = (...lines: readonly string[]) =>
  parseProgress(lines.join("\n")).steps;
const namesOf = (...lines: readonly string[]) =>
  stepsOf(...lines).map(({ name }) => name);

describe("a step", () => {
  test.each([
    "[builder 2/4] COPY src ./src",
    "[builder  2/12] WORKDIR /app",
    "[2/2] RUN true",
    "[ 2/12] RUN true",
    "[stage-1 3/3] COPY . .",
    "[linux/arm64 builder 2/4] RUN true",
    "[linux/arm64 builder  2/12] RUN true",
    "[builder 3/3] RUN <<EOF (set -eu...)",
    "[web 2/2] RUN echo FROM here",
  ])("is %j", (name) => {
    expect(namesOf(vertex(name))).toEqual([name]);
  });

  test.each([
    "[internal] load build definition from Dockerfile",
    "[internal] load .dockerignore",
    "[builder 1/4] FROM docker.io/library/node:22@sha256:abc",
    "[1/2] FROM docker.io/library/alpine:3",
    "[ 1/12] FROM docker.io/library/alpine:3",
    "resolve image config for docker-image://docker/dockerfile:1",
    "exporting to image",
    "docker-image://docker.io/docker/dockerfile:1",
    "https://example.com/[2/2] RUN x",
  ])("is not %j", (name) => {
    expect(namesOf(vertex(name))).toEqual([]);
  });

  test("has run, unless a line says that it is cached", () => {
    const found = stepsOf(
      vertex("[a 2/3] RUN one", { completed: DONE, cached: true }),
      vertex("[a 3/3] RUN two", { completed: DONE }),
    );
    expect(found).toEqual([
      { name: "[a 2/3] RUN one", isCached: true },
      { name: "[a 3/3] RUN two", isCached: false },
    ]);
    expect(executed({ steps: found })).toEqual(["[a 3/3] RUN two"]);
  });

  test("stays cached when a later line does not repeat it, and is told once", () => {
    const name = "[a 2/2] RUN one";
    const lines = [{}, { cached: true, completed: DONE }, { completed: DONE }];
    expect(stepsOf(...lines.map((more) => vertex(name, more)))).toEqual([
      { name, isCached: true },
    ]);
  });

  test("is none before it is done: another target may need it", () => {
    expect(stepsOf(vertex("[a 2/2] RUN one", {}))).toEqual([]);
  });
});

describe("a warning", () => {
  const warning = (more: object) =>
    JSON.stringify({
      warnings: [{ short: base64("StageNameCasing: é"), ...more }],
    });

  test("has its text and its line", () => {
    const range = [{ start: { line: 7 } }, { start: { line: 9 } }];
    expect(parseProgress(warning({ range })).warnings).toEqual([
      { message: "StageNameCasing: é", line: 7 },
    ]);
  });

  test.each([{}, { range: [] }])("has no line where %j names none", (more) => {
    expect(parseProgress(warning(more)).warnings).toEqual([
      { message: "StageNameCasing: é", line: null },
    ]);
  });
});

describe("what the steps print", () => {
  test("is put together over lines, and over the parts of a letter", () => {
    const [first, second] = [Buffer.from("gr"), Buffer.from("ün\n")];
    const parts = [
      Buffer.concat([first, second.subarray(0, 1)]),
      second.subarray(1),
    ];
    expect(parseProgress(parts.map(log).join("\n")).log).toBe("grün");
  });

  test("is its last thirty lines", () => {
    const text = Array.from({ length: 40 }, (_, index) => `line ${index}\n`);
    const lines = parseProgress(log(text.join(""))).log.split("\n");
    expect(lines).toHaveLength(30);
    expect(lines[0]).toBe("line 10");
    expect(lines.at(-1)).toBe("line 39");
  });
});

describe("the rest", () => {
  test("is what is no progress, in its order", () => {
    const text = `WARN: one\n${vertex("[2/2] RUN x")}\n\nDockerfile:3\nERROR: two\n`;
    const { rest, steps } = parseProgress(text);
    expect(rest).toBe("WARN: one\n\nDockerfile:3\nERROR: two");
    expect(steps).toHaveLength(1);
  });

  test("has a line that was cut off, and one that only looks like progress", () => {
    const cut = vertex("[2/2] RUN x").slice(0, 20);
    expect(parseProgress(`{ braces in an error }\n${cut}`)).toEqual({
      ...{ steps: [], warnings: [], log: "" },
      rest: `{ braces in an error }\n${cut}`,
    });
  });

  test("is nothing for no text, and for lines without anything of ours", () => {
    const nothing = { steps: [], warnings: [], log: "", rest: "" };
    expect(parseProgress("")).toEqual(nothing);
    expect(parseProgress('{}\n{"statuses":[{}]}\n')).toEqual(nothing);
  });
});
