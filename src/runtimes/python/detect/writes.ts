import type { WriteRule } from "../../find-written.ts";
import { dependency, type PythonProject } from "./project.ts";

const TEXT = `["'](?:\\./)?([^"']+)["']`;

/** What can only be a file's path: a bare word may be a folder, or no path at all. */
const FILE = `["'](?:\\./)?([^"']*/[^"']*|[\\w{}-]+\\.\\w{2,5})["']`;

/** Calls whose first argument is a file that they make. */
const MAKES_FILE = [
  "\\w*FileHandler",
  "logger\\.add",
  "ExcelWriter",
  "xlsxwriter\\.Workbook",
  "TinyDB",
  "SqliteDict",
  "shelve\\.open",
  "(?:np|numpy)\\.save\\w*",
  "imwrite",
  "savefig",
  "\\.to_(?:csv|parquet|excel|json|feather|pickle|html|hdf|orc|xml|markdown)",
  "\\.write_(?:csv|parquet|excel|json|html|image|ipc)",
].map((call) => (call.startsWith("\\.") ? call : `\\b${call}`));

/** Calls whose second argument is one. */
const COPIES_TO =
  "(?:joblib|pickle|torch)\\.(?:dump|save)|urlretrieve|shutil\\.(?:copy\\w*|move)";

const MODE = `\\s*,\\s*(?:.*?\\bmode\\s*=\\s*)?["'](?:[wax]|r\\+)[bt+]*["']`;

const file = (pattern: string): WriteRule => ({
  pattern: new RegExp(pattern),
  isFile: true,
  certainty: "certain",
});

const folder = (pattern: string): WriteRule => ({
  ...file(pattern),
  isFile: false,
});

const likely = (pattern: string): WriteRule => ({
  ...folder(pattern),
  certainty: "likely",
});

/** How Python code gives away what it writes; the path stands in the first group. */
const WRITES: readonly WriteRule[] = [
  file(`\\bopen\\(\\s*(?:file\\s*=\\s*)?${TEXT}${MODE}`),
  file(`\\bPath\\(\\s*${TEXT}\\s*\\)\\.open\\(\\s*(?:mode\\s*=\\s*)?["'][wax]`),
  file(`\\bPath\\(\\s*${TEXT}\\s*\\)\\.(?:write_text|write_bytes|touch)\\(`),
  file(`(?:${MAKES_FILE.join("|")})\\(\\s*(?:\\w+\\s*=\\s*)?${TEXT}`),
  file(`\\b(?:${COPIES_TO})\\(\\s*[^,()]+,\\s*(?:\\w+\\s*=\\s*)?${FILE}`),
  // What is saved together with something else has a storage of its own, as files of Django have.
  file(`(?<!storage)\\.save\\(\\s*${FILE}\\s*(?:\\)|,\\s*(?:\\w+\\s*=|["']))`),
  file(`\\bbasicConfig\\(.*?\\bfilename\\s*=\\s*${TEXT}`),
  file(`["']filename["']\\s*:\\s*["']([^"']*(?:\\.log|\\blogs?/)[^"']*)["']`),
  file(`\\bZipFile\\(\\s*${TEXT}\\s*,\\s*(?:mode\\s*=\\s*)?["'][wax]`),
  folder(`\\b(?:makedirs|mkdir)\\(\\s*${TEXT}`),
  folder(`\\bPath\\(\\s*${TEXT}\\s*\\)\\.mkdir\\(`),
  file(`\\bsqlite3\\.connect\\(\\s*["'](?!:memory)([\\w./-]+)["']`),
  file(`["']NAME["']\\s*:\\s*(?:str\\()?["']([\\w./-]+\\.(?:sqlite3?|db))["']`),
  folder(`\\b(?:MEDIA_ROOT|STATIC_ROOT)\\s*=\\s*(?:Path\\(\\s*)?${TEXT}`),
  folder(`\\bPersistentClient\\(\\s*(?:path\\s*=\\s*)?${TEXT}`),
  likely(
    `(?<![A-Z])(?:UPLOADS?|MEDIA|DATA|CACHE|OUTPUT|EXPORTS?|STORAGE|INBOX|LOGS?|DOWNLOADS?|REPORTS?|RESULTS?)(?:_(?:DIR|DIRECTORY|FOLDER|PATH|ROOT))?(?:["']?\\]?\\s*=|["']\\s*,)\\s*(?:Path\\(\\s*)?["'](?:\\./)?((?:/app/)?(?!(?:application|audio|image|text|video)/)[a-z][\\w./-]*)["']`,
  ),
  likely(
    `\\b(?:persist_directory|cache_dir|output_dir|out_dir|upload_dir|save_dir|log_dir)\\s*=\\s*${TEXT}`,
  ),
  likely(`\\bCache\\(\\s*["']([\\w./-]+)["']`),
];

/** https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#connect-strings */
const SQLITE = file(
  `\\bsqlite(?:\\+\\w+)?:///(?:\\./)?(?:["']\\s*\\+\\s*["'])?(?!/?:memory)((?:[\\w./-]|\\{\\})+)`,
);

/** Flask-SQLAlchemy looks from the instance folder: https://flask-sqlalchemy.readthedocs.io/en/stable/config/ */
export const writesOf = (project: PythonProject): readonly WriteRule[] => [
  ...WRITES,
  dependency(project, "flask-sqlalchemy")
    ? { ...SQLITE, below: "instance" }
    : SQLITE,
];
