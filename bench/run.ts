/**
 * `npm run bench`: what dockwright takes, and what its Dockerfiles give. Prints Markdown and
 * keeps the figures in bench/results.json; `-- --only start|scale|verify|watch|images` measures one part,
 * `-- --example NAME` the images of one example, which are shown and not kept.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { format } from "prettier";
import { describeImages } from "./images/describe-images.ts";
import { measureImages } from "./images/measure-images.ts";
import { describeMachine, machineLine, type Machine } from "./machine.ts";
import { describeScale, measureScale } from "./scale.ts";
import { describeStart, measureStart } from "./start.ts";
import { describeVerify, measureVerify } from "./verify.ts";
import { describeWatch, measureWatch } from "./watch.ts";

const RESULTS = join(import.meta.dirname, "results.json");

interface Part {
  readonly title: string;
  readonly needsEngine: boolean;
  /** Measures, and says in Markdown what came out. */
  run(): Promise<{ readonly figures: unknown; readonly text: string }>;
}

const part = <Figures>(
  title: string,
  measure: () => Promise<Figures>,
  describe: (figures: Figures) => string,
  needsEngine = false,
): Part => ({
  title,
  needsEngine,
  async run() {
    const figures = await measure();
    return { figures, text: describe(figures) };
  },
});

const PARTS: Readonly<Record<string, Part>> = {
  start: part("Start", measureStart, describeStart),
  scale: part("Scale", measureScale, describeScale),
  verify: part("Verify", measureVerify, describeVerify, true),
  watch: part("Watch", measureWatch, describeWatch),
  images: part("Images", () => measureImages(), describeImages, true),
};

/** Each part carries its own date and machine: one may be measured again without the others. */
async function keep(
  name: string,
  machine: Machine,
  figures: unknown,
): Promise<void> {
  const before = existsSync(RESULTS)
    ? (JSON.parse(readFileSync(RESULTS, "utf8")) as Record<string, unknown>)
    : {};
  const results = { ...before, [name]: { machine, figures } };
  const text = JSON.stringify(results, null, 2);
  writeFileSync(RESULTS, await format(text, { parser: "json" }));
}

function chosen(only: string | undefined): [string, Part][] {
  const all = Object.entries(PARTS);
  const found =
    only === undefined ? all : all.filter(([name]) => name === only);
  if (found.length > 0) return found;
  throw new Error(`--only takes one of ${Object.keys(PARTS).join(", ")}`);
}

const { only, example } = parseArgs({
  options: { only: { type: "string" }, example: { type: "string" } },
}).values;
const machine = describeMachine();
console.log(machineLine(machine));
if (example !== undefined) {
  console.log(`\n${describeImages(await measureImages(example))}`);
} else {
  for (const [name, { title, needsEngine, run }] of chosen(only)) {
    console.log(`\n## ${title}\n`);
    if (needsEngine && machine.docker === null) {
      console.log("Not measured: no Docker engine answers.");
      continue;
    }
    const { figures, text } = await run();
    await keep(name, machine, figures);
    console.log(text);
  }
}
