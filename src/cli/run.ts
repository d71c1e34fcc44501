import { existsSync, readFileSync } from "node:fs";
import { cac, type CAC } from "cac";
import { UsageError } from "../io/find-spec.ts";
import { suggest } from "../spec/suggest.ts";
import type { GenerateFlags } from "./commands/generate.ts";
import type { InitFlags } from "./commands/init.ts";
import type { VerifyFlags } from "./commands/verify.ts";
import { reportError } from "./report-error.ts";
import { output } from "./terminal.ts";

const COMMANDS = ["add", "generate", "init", "schema", "verify"];
const OPTIONS =
  "--check --diff --dry-run --force --json --dir --only --timeout --keep --remove --junit --yes --scripts --help --version".split(
    " ",
  );

const HELP = `dockwright: Docker setup as code. A spec in the repository (dockwright.yaml, .json or
dockwright.config.ts) becomes a Dockerfile, Compose files with watch, ignore files and a guide.

  dockwright [generate] [dir]   write what the spec of a folder says (. when left out)
  dockwright init [dir]         write a first spec from what the project says, and its files
  dockwright add …              put a service, a backing service or a directory into the spec
  dockwright verify [service…]  build it, prove on the engine that it works, leave nothing behind
  dockwright schema             print the spec's JSON Schema

  --check      write nothing; show the diff and end with 1 when a file does not fit the spec (CI)
  --diff       show the diff of each file that changes
  --dry-run    tell what would be written, and write nothing
  --force      also replace files edited by hand or not ours; a copy (.bak) stays beside each
  --json       answer for machines

  Of init: asks what it cannot find out by itself; --yes asks nothing and takes what is found.
    --scripts      also put generate into package.json (docker:generate) or a Makefile (docker)

  Of add, which shows the diff and writes the spec and its files (--dir DIR, --dry-run, --json):
    add service NAME     --image web --command "…" --ports 8000 --health /health --depends-on a,b
    add backing KIND     --version 17 --name db
    add directory PATH   --image web --subdirs a,b --volume cache

  Of verify:
  --dir DIR        the folder of the spec (. when left out)
  --only G3,G6     these guarantees alone; \`verify --help\` lists them
  --timeout N      seconds that each build, start and wait may take (300)
  --keep           leave containers, images and the copy of the project, to look inside
  --remove NAME    take away what --keep left
  --junit FILE     also write a JUnit report

  --help, --version

  Exit status: 0 all fits; 1 drift, a file that was kept, or a guarantee that does not hold;
  2 wrong use, a bad spec, no engine.

  The smallest spec, dockwright.yaml:

    name: shop
    images:
      web: { runtime: { node: "24" } }
    services:
      web: { image: web, ports: [3000] }

  Then: dockwright generate && docker compose up --build --wait && docker compose watch`;

const version = (): string => {
  const manifest = new URL(
    import.meta.url.endsWith(".ts") ? "../../package.json" : "../package.json",
    import.meta.url,
  );
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string })
    .version;
};

function define(program: CAC): void {
  const flags = (name: string) =>
    program
      .command(name, "")
      .option("--check", "")
      .option("--diff", "")
      .option("--dry-run", "")
      .option("--force", "")
      .option("--json", "");
  const generate = async (folder: string | undefined, given: GenerateFlags) => {
    const { runGenerate } = await import("./commands/generate.ts");
    return runGenerate(folder ?? ".", given);
  };
  flags("generate [dir]").action(generate);
  flags("[dir]").action(
    async (folder: string | undefined, given: GenerateFlags) => {
      // A misspelt command reads like a folder; a folder that is not there is looked at twice.
      const meant =
        folder === undefined || existsSync(folder)
          ? null
          : suggest(folder, COMMANDS);
      if (meant)
        throw new UsageError(
          `there is no command ${folder}`,
          `did you mean ${meant}?`,
        );
      return generate(folder, given);
    },
  );
  program
    .command("verify [...services]", "")
    .option("--dir <folder>", "", { default: "." })
    .option("--only <guarantees>", "")
    .option("--timeout <seconds>", "")
    .option("--keep", "")
    .option("--remove <name>", "")
    .option("--junit <file>", "")
    .option("--json", "")
    .action(async (services: string[], given: VerifyFlags) => {
      const { runVerify } = await import("./commands/verify.ts");
      return runVerify(services, given);
    });
  program
    .command("init [dir]", "")
    .option("--yes, -y", "")
    .option("--scripts", "")
    .option("--force", "")
    .option("--json", "")
    .action(async (folder: string | undefined, given: InitFlags) => {
      const { runInit } = await import("./commands/init.ts");
      return runInit(folder ?? ".", given);
    });
  program
    .command("schema", "")
    .action(async () => (await import("./commands/schema.ts")).runSchema());
}

/** An option that is not there, with the one that was meant. */
function toUsageError({ message }: Error): UsageError {
  const option = /`(--?[^`]*)`/.exec(message)?.[1] ?? "";
  const meant = suggest(option, OPTIONS);
  return new UsageError(
    message.charAt(0).toLowerCase() + message.slice(1),
    meant ? `did you mean ${meant}?` : "`dockwright --help` lists the options",
  );
}

/**
 * The command line.
 *
 * @param args What stands behind the program's name.
 * @returns The exit status.
 */
export async function run(args: readonly string[]): Promise<number> {
  const json = args.includes("--json");
  const isAsked = (...names: string[]) =>
    names.some((name) => args.includes(name));
  if (isAsked("--help", "-h") || args[0] === "help") {
    output.line(HELP);
    return 0;
  }
  if (args[0] === "add") {
    // Its options are its own: --version is a backing service's.
    const { runAdd } = await import("./commands/add.ts");
    return runAdd(args.slice(1));
  }
  if (isAsked("--version", "-v")) {
    output.line(version());
    return 0;
  }
  const program = cac("dockwright");
  define(program);
  let root = ".";
  try {
    const { args: words } = program.parse(["", "", ...args], { run: false });
    root = words[0] ?? ".";
    const takesMany = program.matchedCommandName === "verify";
    if (words.length > 1 && !takesMany)
      throw new UsageError(
        `too many words: ${words.join(" ")}`,
        "write one folder",
      );
    program.matchedCommand?.checkUnknownOptions();
    return (await (program.runMatchedCommand() as Promise<number>)) ?? 0;
  } catch (error) {
    const isCac = error instanceof Error && error.name === "CACError";
    const known = isCac ? toUsageError(error) : error;
    return reportError(known, { root, json });
  }
}
