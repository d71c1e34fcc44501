import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chainOf, stagesOf } from "../../src/dockerfile/dockerfile.ts";
import { hostileText } from "../support/arbitrary/hostile.ts";

const lines = (...all: readonly string[]) => all.join("\n");

/** The keyword and line of each instruction of the last stage. */
const instructionsOf = (text: string) =>
  stagesOf(text)
    .at(-1)!
    .instructions.map(({ keyword, line }) => `${keyword} ${line}`);

describe("stages", () => {
  test("have their names, where they are from, and their instructions", () => {
    const text = lines(
      "# syntax=docker/dockerfile:1",
      "ARG TAG=22",
      "FROM --platform=linux/amd64 node:22-slim AS base",
      "WORKDIR /app",
      "",
      "from base as builder",
      "copy . .",
    );
    const instruction = (keyword: string, line: number) => ({
      ...{ keyword, line, text: text.split("\n")[line - 1] },
    });
    expect(stagesOf(text)).toEqual([
      {
        ...{ name: "base", from: "node:22-slim" },
        instructions: [instruction("FROM", 3), instruction("WORKDIR", 4)],
      },
      {
        ...{ name: "builder", from: "base" },
        instructions: [instruction("FROM", 6), instruction("COPY", 7)],
      },
    ]);
  });

  test("without a name have their number", () => {
    const text = lines("FROM a", "FROM b AS named", "FROM c");
    expect(stagesOf(text).map(({ name }) => name)).toEqual(["0", "named", "2"]);
  });

  test.each([
    ["node:22@sha256:abc", "node:22@sha256:abc"],
    ["localhost:5000/a/b:1", "localhost:5000/a/b:1"],
    ["${BASE}", "${BASE}"],
  ])("are from %s", (image, expected) => {
    expect(stagesOf(`FROM ${image} AS x`)[0]!.from).toBe(expected);
  });
});

describe("an instruction", () => {
  test("is whole with its heredoc, and what follows has its own line", () => {
    const heredoc = ["RUN <<EOF", "set -eu", "# FROM x", "FROM y", "EOF"];
    const text = lines("FROM a", ...heredoc, "USER b");
    expect(instructionsOf(text)).toEqual(["FROM 1", "RUN 2", "USER 7"]);
    expect(stagesOf(text)[0]!.instructions[1]!.text).toBe(lines(...heredoc));
  });

  test("may have two heredocs", () => {
    const copy = ["COPY <<one <<two /x/", "1", "one", "2", "two"];
    const text = lines("FROM a", ...copy, "USER b");
    expect(instructionsOf(text)).toEqual(["FROM 1", "COPY 2", "USER 7"]);
    expect(stagesOf(text)[0]!.instructions[1]!.text).toBe(lines(...copy));
  });

  test("goes on behind a backslash, over comments and empty lines", () => {
    const run = ["RUN a && \\", "# comment", "", "  b"];
    const text = lines("FROM a", ...run, "USER b");
    expect(instructionsOf(text)).toEqual(["FROM 1", "RUN 2", "USER 6"]);
    expect(stagesOf(text)[0]!.instructions[1]!.text).toBe(lines(...run));
  });

  test("goes on behind what the file itself says", () => {
    const text = lines("# escape=`", "FROM a", "RUN x `", " y", "USER b");
    expect(instructionsOf(text)).toEqual(["FROM 2", "RUN 3", "USER 5"]);
  });

  test("is no comment", () => {
    const text = lines("FROM a", "# RUN x", "  # USER root", "USER b");
    expect(instructionsOf(text)).toEqual(["FROM 1", "USER 4"]);
  });

  test("has its line in a file with CRLF, too", () => {
    const text = ["FROM a", "RUN x \\", "  y", "USER b", ""].join("\r\n");
    expect(instructionsOf(text)).toEqual(["FROM 1", "RUN 2", "USER 4"]);
  });
});

describe("what does not parse", () => {
  test.each(["", "\n\n", "# only a comment", "RUN x", "no Dockerfile: at all"])(
    "%j has no stages",
    (text) => {
      expect(stagesOf(text)).toEqual([]);
    },
  );

  test.each([
    ["FROM", ""],
    ["FROM \\", ""],
    ["FROM a AS", "a"],
    ["FROM a\nRUN <<EOF\nnever ended", "a"],
    ["FROM a\n%&/ x", "a"],
  ])("%j gives what does", (text, from) => {
    const [stage, ...others] = stagesOf(text);
    expect(others).toEqual([]);
    expect(stage).toMatchObject({ name: "0", from });
  });
});

describe("a chain", () => {
  const namesOf = (text: string, target: string | null) =>
    chainOf(stagesOf(text), target).map(({ name, from }) => `${name}<${from}`);

  const TEXT = lines(
    ...["FROM node AS base", "FROM base AS dependencies"],
    ...["FROM base AS builder", "COPY --from=dependencies /a /a"],
    ...["FROM builder AS development", "FROM base AS production"],
  );

  test("has what a target is from, the target last", () => {
    expect(namesOf(TEXT, "development")).toEqual(
      "base<node builder<base development<builder".split(" "),
    );
  });

  test("is the last stage's where no target is named", () => {
    expect(namesOf(TEXT, null)).toEqual(["base<node", "production<base"]);
  });

  test("is empty for a target that is not there, and without stages", () => {
    expect(namesOf(TEXT, "staging")).toEqual([]);
    expect(namesOf("", null)).toEqual([]);
    expect(namesOf("", "x")).toEqual([]);
  });

  test("finds a stage by its number", () => {
    expect(namesOf("FROM a\nFROM b", "0")).toEqual(["0<a"]);
  });

  test("finds a stage whatever its capitals, as BuildKit does", () => {
    expect(namesOf("FROM a AS Base\nFROM base AS Web", "web")).toEqual([
      "Base<a",
      "Web<base",
    ]);
  });

  test("ends at an image of a stage's own name", () => {
    expect(namesOf("FROM node AS node\nFROM node AS web", "web")).toEqual([
      "node<node",
      "web<node",
    ]);
  });

  test("does not go in circles: a name means a stage above", () => {
    const text = "FROM b AS a\nFROM a AS b";
    expect(namesOf(text, "a")).toEqual(["a<b"]);
    expect(namesOf(text, "b")).toEqual(["a<b", "b<a"]);
  });
});

test("any text gives stages, whose instructions are lines of it", () => {
  const word = fc.constantFrom(
    ..."FROM RUN COPY ENV ARG AS <<EOF EOF \\ \n \r\n # a base 0 --from= $ [ \" '".split(
      / /,
    ),
  );
  const pieces = fc.array(fc.oneof(word, word, hostileText), { maxLength: 25 });
  fc.assert(
    fc.property(pieces, fc.boolean(), (parts, isSpaced) => {
      const text = parts.join(isSpaced ? " " : "");
      const stages = stagesOf(text);
      for (const target of [null, "base", "0", ...stages.map((it) => it.name)])
        expect(chainOf(stages, target).length).toBeLessThanOrEqual(
          stages.length,
        );
      for (const { instructions } of stages)
        for (const each of instructions)
          expect(
            text
              .split("\n")
              .slice(each.line - 1)
              .join("\n"),
          ).toContain(each.text);
    }),
    { numRuns: 2_000 },
  );
});
