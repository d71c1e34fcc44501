import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The folder of the package that a bundled module came out of; null for a module of our own. */
const packageOf = (id: string): string | null =>
  /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0] ?? null;

function noticeOf(folder: string): string {
  const manifest = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  ) as { name: string; version: string; license: string };
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  if (!file) throw new Error(`${folder} has no licence text to pass on`);
  const { name, version, license } = manifest;
  const text = readFileSync(join(folder, file), "utf8").trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
}

/**
 * Writes dist/third-party.txt: the licences of what is bundled ask that their text goes along.
 *
 * @param command The command whose bundle this is, which has a file of its own.
 */
export function licences(command?: string) {
  const fileName = `third-party${command ? `-${command}` : ""}.txt`;
  return {
    name: "licences",
    generateBundle(
      this: {
        emitFile: (file: {
          type: "asset";
          fileName: string;
          source: string;
        }) => void;
      },
      _: unknown,
      bundle: Record<string, { moduleIds?: readonly string[] }>,
    ) {
      const ids = Object.values(bundle).flatMap(
        ({ moduleIds = [] }) => moduleIds,
      );
      const folders = new Set(
        ids.map(packageOf).filter((each) => each !== null),
      );
      const notices = [...folders].sort().map(noticeOf);
      const source = `dockwright contains these packages.\n\n${notices.join(`\n${"-".repeat(72)}\n\n`)}`;
      this.emitFile({ type: "asset", fileName, source });
    },
  };
}
