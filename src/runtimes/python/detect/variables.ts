import type { Variable } from "../../detection.ts";
import { matches, type CodeLine } from "../../scan.ts";

interface VariableRule {
  /** The name in the first group, what stands in its place in the second. */
  readonly pattern: RegExp;
  /** Whether the program ends where the variable is missing and nothing stands in its place. */
  readonly isRequired: boolean;
}

const FALLBACK = String.raw`(?:\s*,\s*(?:default\s*=\s*)?(?:["']([^"']*)["']|(\d+|None|True|False)))?`;

const RULES: readonly VariableRule[] = [
  { pattern: /\benviron\[\s*["'](\w+)["']\s*\](?!\s*=[^=])/, isRequired: true },
  {
    pattern: new RegExp(
      String.raw`\b(?:environ\.get|getenv|env\.get)\(\s*["'](\w+)["']${FALLBACK}`,
    ),
    isRequired: false,
  },
  // django-environ and python-decouple: https://django-environ.readthedocs.io
  {
    pattern: new RegExp(
      String.raw`\b(?:env|config|env\.(?:str|url|bool|int|list|db|db_url|cache|cache_url))\(\s*["']([A-Z]\w+)["']${FALLBACK}`,
    ),
    isRequired: true,
  },
  { pattern: /\b(?:dj_database_url\.config|env\.db)\(()/, isRequired: false },
];

/** Fields of a settings class, which reads each from the variable of its name: https://docs.pydantic.dev/latest/concepts/pydantic_settings/ */
function settingsFields(lines: readonly CodeLine[]): Variable[] {
  const found: Variable[] = [];
  let isOpen = false;
  for (const { file, line, text } of lines) {
    if (/^class\s+\w+\(.*\bBaseSettings\b/.test(text)) isOpen = true;
    else if (/^\S/.test(text)) isOpen = false;
    if (!isOpen) continue;
    const [, name, , value] =
      /^\s{2,4}([a-z]\w*)\s*:\s*([\w.[\]| ]+?)\s*(?:=\s*(.+))?$/i.exec(text) ??
      [];
    if (!name || name === "model_config") continue;
    // A path, or a field with more to it, has its text inside.
    const inner =
      /^(?:Path\(|Field\(\s*(?:default\s*=\s*)?)*["']([^"']*)["']/.exec(
        value ?? "",
      )?.[1];
    const fallback = inner ?? value ?? null;
    const isRequired = fallback === null;
    found.push({ name: name.toUpperCase(), fallback, isRequired, file, line });
  }
  return found;
}

/** Every variable that Python code reads from its environment. */
export function findVariables(lines: readonly CodeLine[]): Variable[] {
  const read = RULES.flatMap(({ pattern, isRequired }) =>
    matches(lines, pattern).map(({ at, groups }): Variable => {
      const [name, quoted, plain] = groups;
      const fallback = quoted ?? plain ?? null;
      const { file, line } = at;
      const isNeeded =
        isRequired && fallback === null && !/\bdefault\s*=/.test(at.text);
      return {
        name: name || "DATABASE_URL",
        fallback,
        isRequired: isNeeded,
        file,
        line,
      };
    }),
  );
  return [...read, ...settingsFields(lines)];
}
