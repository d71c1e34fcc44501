import { posix } from "node:path";
import { literal, type CodeLine } from "./scan.ts";

const TEXT = `["'\`]([\\w./-]+)["'\`]`;

/** What stands for the folder of the file itself, and how many folders above it: each as often as it is written. */
const OWN_FOLDER = [
  "__dirname",
  "import\\.meta\\.dirname",
  "os\\.path\\.dirname\\(\\s*(?:os\\.path\\.abspath\\(\\s*)?__file__\\s*\\)?\\s*\\)",
  "(?:pathlib\\.)?Path\\(\\s*__file__\\s*\\)(?:\\.resolve\\(\\))?\\.parent(?!\\.parent)",
].join("|");

/** What stands for the folder that the program starts in. */
const START =
  "process\\.cwd\\(\\)|os\\.getcwd\\(\\)|(?:pathlib\\.)?Path\\.cwd\\(\\)|\\b(?:BASE_DIR|ROOT_DIR|PROJECT_ROOT)\\b";

const CALL = "(?:os\\.path\\.|path\\.)?\\b(?:join|resolve)";

const joinedTo = (base: string) =>
  new RegExp(
    `${CALL}\\(\\s*(?:${base})\\s*,\\s*${TEXT}\\s*\\)|(?:${base})\\s*/\\s*${TEXT}`,
    "g",
  );
const TO_OWN = joinedTo(OWN_FOLDER);
const TO_START = joinedTo(START);
/** `path.join("a", "b")` and `path.resolve("a")`: below the folder that the program starts in. */
const OF_TEXTS = new RegExp(
  `${CALL}\\(\\s*${TEXT}(?:\\s*,\\s*${TEXT})?\\s*\\)`,
  "g",
);

const quoted = (...parts: readonly string[]) => `"${posix.join(...parts)}"`;

/** A line in which a path that is joined to a known folder stands as one text. */
function joined({ file, text }: CodeLine): string {
  return text
    .replace(TO_OWN, (_, call?: string, over?: string) =>
      quoted(posix.dirname(file), call ?? over ?? ""),
    )
    .replace(TO_START, (_, call?: string, over?: string) =>
      quoted(call ?? over ?? ""),
    )
    .replace(OF_TEXTS, (_, one: string, other = "") => quoted(one, other));
}

/** A name for a text, or for a path of one: `const dir = "./uploads";`, `OUT = Path("out")`. */
const NAMED =
  /^\s*(?:export\s+)?(?:(?:const|let|var)\s+)?([A-Za-z_]\w*)\s*(?::[^=]+)?=\s*\(?(?:Path\(\s*)?["'`]([\w./-]+)["'`]\)?\)?\s*[;,]?\s*$/;

/**
 * Code in which the folders that it makes stand as texts where they are made, whatever they were
 * joined from and called.
 */
export function inlinePaths(lines: readonly CodeLine[]): CodeLine[] {
  const plain = lines.map((line) => ({ ...line, text: joined(line) }));
  const names = new Map<string, Map<string, string>>();
  for (const { file, text } of plain) {
    const [, name, path] = NAMED.exec(text) ?? [];
    if (name === undefined || path === undefined) continue;
    const own = names.get(file) ?? new Map<string, string>();
    names.set(file, own.set(name, path));
  }
  return plain.map((line) => {
    const own = names.get(line.file);
    if (!own || !/mkdir|makedirs/.test(line.text)) return line;
    const any = [...own.keys()].map(literal).join("|");
    const text = line.text
      .replace(
        new RegExp(`\\b(mkdir(?:Sync)?|makedirs)\\(\\s*(${any})(?=\\s*[,)])`),
        (_, call: string, name: string) => `${call}("${own.get(name)}"`,
      )
      .replace(
        new RegExp(`(?<![\\w.])(${any})\\.mkdir\\(`),
        (_, name: string) => `Path("${own.get(name)}").mkdir(`,
      );
    return { ...line, text };
  });
}
