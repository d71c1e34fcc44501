import { describe, expect, test } from "vitest";
import { SourceLines } from "../../src/verify/source-lines.ts";
import { folderWith } from "../support/folder.ts";
import { resolved, sourceOf, withSpec } from "../support/specs.ts";

const IMAGE = resolved(withSpec({})).images[0]!;

const ofDockerfile = (...lines: readonly string[]) =>
  new SourceLines(folderWith({ Dockerfile: lines.join("\n") }), sourceOf({}));

describe("a build step", () => {
  const text = [
    ...["ARG TAG=1", "FROM a:${TAG} AS base", "COPY src ./src"],
    ...["FROM base AS Builder", "COPY src ./other", "USER me"],
    ...["RUN apt-get update && \\", "    # and", "    apt-get install curl"],
    ...["COPY --from=dependencies /one /one", "RUN <<EOF", "npm ci", "EOF"],
    ...['RUN <<-"END" sh -eu', "\tnpm ci", "\tnpm run build", "\tEND"],
    ...["RUN <<EOF", "npm ci", "EOF", "COPY <<one <<two /x/"],
    ...["1", "one", "2", "two"],
    ...["COPY --chown=1:1 --link ${X} /x", "FROM base", "WORKDIR /app"],
  ];

  // As BuildKit 0.25 calls them: a stage's FROM counts where it names an image.
  test.each([
    ["[base 2/2] COPY src ./src", 3],
    ["[builder 1/8] COPY src ./other", 5],
    ["[builder  1/12] COPY src ./other", null],
    ["[linux/arm64 builder 1/8] COPY src ./other", 5],
    ["[builder 2/8] RUN apt-get update &&     apt-get install curl", 7],
    ["[builder 3/8] COPY --from=dependencies /one /one", 10],
    ["[builder 4/8] RUN <<EOF (npm ci)", 11],
    ['[builder 5/8] RUN <<-"END" sh -eu', 14],
    ["[builder 6/8] RUN <<EOF (npm ci)", 18],
    ["[builder 7/8] COPY <<one <<two /x/", 21],
    ["[builder 8/8] COPY --chown=1:1 --link value /x", 26],
    ["[stage-2 1/1] WORKDIR /app", 28],
    ["[2/2] COPY src ./src", 3],
    ["[stage-0 2/2] COPY src ./src", null],
  ])("%j is in line %j", (step, line) => {
    expect(ofDockerfile(...text).ofStep(IMAGE, step)?.line ?? null).toBe(line);
  });

  test.each([
    ["[2/4] ONBUILD RUN npm ci", null],
    ["[3/4] ONBUILD COPY . .", null],
    ["[4/4] RUN x", 2],
    ["[stage-0 4/4] RUN x", 2],
  ])("%j stands behind what the base runs on build", (step, line) => {
    const lines = ofDockerfile("FROM a", "RUN x");
    expect(lines.ofStep(IMAGE, step)?.line ?? null).toBe(line);
  });

  test.each([
    "[builder 2/8] COPY nothing of it",
    "[builder 9/8] RUN x",
    "[nobody 2/4] COPY src ./src",
    "exporting to image",
  ])("%j is nowhere", (step) => {
    expect(ofDockerfile(...text).ofStep(IMAGE, step)).toBeNull();
  });

  test("runs what is written in its heredoc, and no comment", () => {
    const lines = ofDockerfile(...text);
    const textOf = (step: string) => lines.textOfStep(IMAGE, step);
    expect(textOf('[builder 5/8] RUN <<-"END" sh -eu')).toMatch(
      /\n\tnpm ci\n\tnpm run build\n/,
    );
    expect(textOf("[builder 2/8] RUN apt-get update &&")).not.toContain("and");
    expect(textOf("[nobody 1/2] RUN x")).toBe("[nobody 1/2] RUN x\n");
  });
});
