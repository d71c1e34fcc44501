import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { generate } from "../../src/generate.ts";
import { start } from "./cli.ts";
import { SMALL } from "./folder.ts";

const PATIENCE = 30_000;

export const SPEC = "dockwright.yaml";

/** The small spec with another port, which stands in several of the files. */
export const withPort = (port: number): string =>
  SMALL[SPEC]!.replace(
    "image: web,",
    `image: web, ports: [{ host: ${port}, container: 8000 }],`,
  );

export const textOf = (folder: string, path: string): string =>
  readFileSync(join(folder, path), "utf8");

/** How often a part stands in a text. */
export const count = (text: string, part: string): number =>
  text.split(part).length - 1;

/** Waits until something holds; what it throws on the way counts as not yet. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    try {
      if (await holds()) return;
    } catch {
      // In the middle of a save.
    }
    await setTimeout(10);
  }
  throw new Error(`it never came that ${what}`);
}

/** Waits until every generated file fits the spec. */
export const untilItFits = (folder: string): Promise<void> =>
  until("the files fit the spec", async () => {
    const { changes } = await generate({ root: folder, write: false });
    return changes.every(({ kind }) => kind === "unchanged");
  });

/** Starts `dockwright watch` in a folder, and waits until it watches. */
export async function startWatch(folder: string, args: readonly string[] = []) {
  const started = start(folder, ["watch", ...args], { NO_COLOR: "1" });
  const { child } = started;
  const said = { out: "", err: "" };
  child.stdout.on("data", (data) => (said.out += String(data)));
  child.stderr.on("data", (data) => (said.err += String(data)));
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await started.done;
  });
  const mark = args.includes("--json") ? "\n" : "Watching;";
  await until("it watches", () => said.out.includes(mark));
  return {
    ...started,
    said,
    /** Ends it, and gives all that it said. */
    async stop(signal: NodeJS.Signals = "SIGINT") {
      child.kill(signal);
      return started.done;
    },
  };
}

/** Waits until a file has a text. */
export const has = (
  folder: string,
  path: string,
  text: string | number,
): Promise<void> =>
  until(`${path} has ${text}`, () =>
    textOf(folder, path).includes(String(text)),
  );
