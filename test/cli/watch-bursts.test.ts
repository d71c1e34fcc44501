import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { run } from "../support/cli.ts";
import { folderWith, SMALL } from "../support/folder.ts";
import { startWatch, until, untilItFits } from "../support/watch.ts";

const SPEC = "dockwright.yaml";
const BURSTS = 20;
const SAVES = 10;

/** A spec that differs in each save: a port, an image more or less, so that files come and go. */
function specOf(save: number): string {
  const more =
    save % 3 === 0 ? '  more: { runtime: { python: "3.12" } }\n' : "";
  return `name: small
images:
  web: { runtime: { python: "3.13" } }
${more}services:
  web: { image: web, command: [python, app/main.py], ports: [{ host: ${9000 + save}, container: 80 }] }
`;
}

/** The ways in which a person, an editor and Git save. */
const WAYS: readonly ((folder: string, text: string) => void)[] = [
  (folder, text) => writeFileSync(join(folder, SPEC), text),
  (folder, text) => {
    writeFileSync(join(folder, `${SPEC}.swp`), text);
    renameSync(join(folder, `${SPEC}.swp`), join(folder, SPEC));
  },
  (folder, text) => {
    rmSync(join(folder, SPEC), { force: true });
    writeFileSync(join(folder, SPEC), text);
  },
  (folder, text) => {
    renameSync(join(folder, SPEC), join(folder, `${SPEC}~`));
    writeFileSync(join(folder, SPEC), text);
    rmSync(join(folder, `${SPEC}~`));
  },
  (folder, text) => {
    writeFileSync(join(folder, SPEC), "name: [\n");
    writeFileSync(join(folder, SPEC), text);
  },
  (folder, text) => {
    writeFileSync(join(folder, SPEC), "");
    for (const line of text.split(/(?<=\n)/))
      appendFileSync(join(folder, SPEC), line);
  },
  (folder, text) => {
    mkdirSync(join(folder, "lib"), { recursive: true });
    writeFileSync(join(folder, "lib/code.py"), text);
    writeFileSync(join(folder, SPEC), text);
  },
  (folder, text) => {
    rmSync(join(folder, "lib"), { recursive: true, force: true });
    rmSync(join(folder, "compose.yaml"), { force: true });
    writeFileSync(join(folder, SPEC), text);
  },
];

test(`${BURSTS * SAVES} saves in bursts: each burst ends in files that fit the spec`, async () => {
  const folder = folderWith(SMALL);
  const { said, stop } = await startWatch(folder);
  let save = 0;
  for (let burst = 0; burst < BURSTS; burst++) {
    for (let each = 0; each < SAVES; each++, save++) {
      WAYS[(save * 5 + burst) % WAYS.length]!(folder, specOf(save));
      // Some follow at once, some fall into the run that answers the one before.
      if (save % 4 !== 0) await setTimeout((save * 7) % 45);
    }
    if (burst % 5 === 4) {
      rmSync(join(folder, SPEC));
      await until("the spec is missed", () =>
        said.err.trimEnd().endsWith("shows the smallest"),
      );
      writeFileSync(join(folder, SPEC), specOf(save));
    }
    await untilItFits(folder);
    const port = burst % 5 === 4 ? save : save - 1;
    expect(readFileSync(join(folder, "compose.yaml"), "utf8")).toContain(
      `:${9000 + port}:`,
    );
  }
  expect(run(folder, ["--check"]).status).toBe(0);
  const { err, status } = await stop();
  expect(err).not.toContain("defect");
  expect(err).not.toContain("kept");
  expect(status).toBe(130);
});
