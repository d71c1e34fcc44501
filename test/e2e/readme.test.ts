import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, inject, test } from "vitest";
import { ownEnvironment } from "../support/own-environment.ts";

const ROOT = join(import.meta.dirname, "../..");
/** The folder that the README names, which may be somebody's. */
const NAMED = "/tmp/thoth";

/** The commands of a section of the README, as they stand there. */
function commandsOf(heading: string): string {
  const text = readFileSync(join(ROOT, "README.md"), "utf8");
  const section = text.split(`\n## ${heading}\n`)[1] ?? "";
  return /```sh\n([^]*?)```/.exec(section)?.[1] ?? "";
}

if (inject("engine")) {
  describe("the README", () => {
    const folder = mkdtempSync(join(tmpdir(), "dwe2e-"));
    const copy = join(folder, "thoth");
    const env = ownEnvironment({
      COMPOSE_PROJECT_NAME: `dwe2e-${process.pid}`,
    });
    const sh = (script: string) =>
      execFileSync("bash", ["-euc", script], {
        ...{ cwd: ROOT, env, encoding: "utf8" },
      });

    afterEach(() => {
      sh(
        `cd '${copy}' && docker compose down --volumes --rmi local --timeout 1`,
      );
      rmSync(folder, { recursive: true, force: true });
      const { version } = JSON.parse(
        readFileSync(join(ROOT, "package.json"), "utf8"),
      ) as { version: string };
      rmSync(join(ROOT, `dockwright-${version}.tgz`), { force: true });
    });

    test("leads from the package to a text out of the running system", () => {
      const commands = commandsOf("From the package to a running system");
      expect(commands).toContain(NAMED);
      const said = sh(commands.replaceAll(NAMED, copy));
      expect(said).toContain("arXiv:1706.03762");
    });
  });
}
