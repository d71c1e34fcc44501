import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import type { GuaranteeId } from "../../../src/verify/guarantee.ts";
import type { VerifyResult } from "../../../src/verify/verify.ts";
import { put } from "../../support/folder.ts";
import {
  copyOf,
  exampleFolder,
  generateIn,
  remove,
} from "../support/copies.ts";
import { PACKAGE } from "../support/package.ts";
import { runVerify } from "../support/verify.ts";
import type { Broken } from "./broken.ts";
import { CASES } from "./cases.ts";
import { dockerfile } from "./edits.ts";

/** What `verify` finds with one guarantee alone. */
async function findingsOf(root: string, only: GuaranteeId) {
  const { code, stdout } = await runVerify([
    "--json",
    "--dir",
    root,
    "--only",
    only,
  ]);
  const { verdicts } = JSON.parse(stdout) as VerifyResult;
  expect([code, verdicts.map(({ state }) => state)]).toEqual([1, ["broken"]]);
  return verdicts[0]!.findings;
}

async function expectCaught(root: string, { caught, message, cause }: Broken) {
  const findings = await findingsOf(root, caught);
  const fitting = findings.filter((each) => message.test(each.message));
  expect(
    fitting.map(({ cause: found }) => [found?.file, found?.text]),
    JSON.stringify(findings, null, 2),
  ).toContainEqual(cause);
  for (const { evidence, advice, cause: found } of fitting) {
    expect([evidence.command, evidence.output, advice]).not.toContain("");
    if (!found) continue;
    const lines = readFileSync(join(root, found.file), "utf8").split("\n");
    expect(lines[found.line - 1]?.trim()).toBe(found.text);
  }
}

/** A service of the user's own; the dollar is the shell's. */
const INLINE = `services:
  beside:
    init: true
    build:
      args: { WORD: "a$$b" }
      dockerfile_inline: |
        FROM python:3.13-slim
        ARG WORD
        RUN [ "$$WORD" = 'a$$b' ]
        CMD ["sleep", "infinity"]
`;

if (inject("engine")) {
  describe("verify catches", () => {
    let root = "";
    afterEach(() => remove(root));

    test.each(CASES)("$name ($caught)", async (broken) => {
      const { project = "fastapi-pip" } = broken;
      const lockfile =
        project === "fastapi-pip" ? "requirements.txt" : "package-lock.json";
      root = copyOf(exampleFolder(project, lockfile));
      broken.spec?.(root);
      await generateIn(root);
      broken.edit?.(root);
      await expectCaught(root, broken);
    });
  });

  describe("verify of a package", () => {
    let root = "";
    beforeEach(async () => {
      root = mkdtempSync(join(tmpdir(), "dwe2e-"));
      put(root, PACKAGE);
      await generateIn(root);
    });
    afterEach(() => rmSync(root, { recursive: true, force: true }));

    test("holds, beside a service whose Dockerfile stands in a Compose file", async () => {
      put(root, { "compose.override.yaml": INLINE });
      const { code, stdout } = await runVerify(["--dir", root]);
      expect(stdout).toContain("10 hold");
      expect(code).toBe(0);
    });

    test("catches a sync into an install that is a copy", async () => {
      const copy = "pip install --no-deps .";
      dockerfile("pip install --no-deps --editable .", copy)(root);
      await expectCaught(root, {
        name: "",
        caught: "G6",
        message:
          /^the changed file is in the container, and what runs is the code from before$/,
        cause: [
          "Dockerfile",
          "RUN --mount=type=cache,id=pip-${APP_UID},target=/home/app/.cache/pip,uid=${APP_UID},gid=${APP_GID} \\",
        ],
      });
    });
  });
}
