import { existsSync, readFileSync } from "node:fs";
import { cac, type CAC } from "cac";
import { UsageError } from "../io/find-spec.ts";
import { suggest } from "../spec/suggest.ts";
import type { GenerateFlags } from "./commands/generate.ts";
import type { InitFlags } from "./commands/init.ts";
import type { VerifyFlags } from "./commands/verify.ts";
import { HELP } from "./help.ts";
import type { WatchFlags } from "./commands/watch.ts";
import { reportError } from "./report-error.ts";
import { output } from "./terminal.ts";

const COMMANDS = ["add", "generate", "init", "schema", "verify", "watch"];
const OPTIONS =
  "--check --diff --dry-run --force --merge --json --dir --only --timeout --keep --remove --junit --yes --scripts --hook --ci --help --version".split(
    " ",
  );

const version = (): string => {
  const manifest = new URL(
    import.meta.url.endsWith(".ts") ? "../../package.json" : "../package.json",
    import.meta.url,
  );
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string })
    .version;
};

function defineVerify(program: CAC): void {
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
}

function define(program: CAC): void {
  defineVerify(program);
  const flags = (name: string) =>
    program
      .command(name, "")
      .option("--check", "")
      .option("--diff", "")
      .option("--dry-run", "")
      .option("--force", "")
      .option("--merge", "")
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
    .command("watch [dir]", "")
    .option("--json", "")
    .action(async (folder: string | undefined, given: WatchFlags) => {
      const { runWatch } = await import("./commands/watch.ts");
      return runWatch(folder ?? ".", given);
    });
  program
    .command("init [dir]", "")
    .option("--yes, -y", "")
    .option("--scripts", "")
    .option("--hook", "")
    .option("--ci", "")
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

/** Of all commands, only `verify` has so much to say that it has a help of its own. */
async function helpFor(args: readonly string[]): Promise<string> {
  const [first] = args.filter((word) => word !== "help" && word[0] !== "-");
  if (first !== "verify") return HELP;
  return (await import("./commands/verify.ts")).verifyHelp();
}

/** Where the spec lies, and that there are not more folders than one. */
function rootOf(program: CAC, words: readonly string[]): string {
  if (program.matchedCommandName === "verify") return ".";
  if (words.length < 2) return words[0] ?? ".";
  const [name] = words;
  const meant = existsSync(name!) ? null : suggest(name!, COMMANDS);
  throw new UsageError(
    `too many words: ${words.join(" ")}`,
    meant ? `did you mean ${meant}?` : "write one folder",
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
    output.line(await helpFor(args));
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
    // What stands behind -- is a word like any other, but no option.
    const { args: plain, options } = program.parse(["", "", ...args], {
      run: false,
    });
    const words = [...plain, ...((options["--"] as string[]) ?? [])];
    program.args = words;
    root = rootOf(program, words);
    program.matchedCommand?.checkUnknownOptions();
    return (await (program.runMatchedCommand() as Promise<number>)) ?? 0;
  } catch (error) {
    const isCac = error instanceof Error && error.name === "CACError";
    const known = isCac ? toUsageError(error) : error;
    return reportError(known, { root, json });
  }
}
