import type { WriteRule } from "../../detect-directories.ts";

/** How Python code gives away what it writes; the path, or its parts, in the first group. */
export const WRITES: readonly WriteRule[] = [
  {
    pattern: /\bopen\(\s*f?["']([^"'{}]+)["']\s*,\s*(?:mode\s*=\s*)?["'][wax]/,
    isFile: true,
    certainty: "certain",
  },
  {
    pattern: /\b(?:makedirs|mkdir)\(\s*["']([^"']+)["']/,
    isFile: false,
    certainty: "certain",
  },
  {
    pattern: /\bPath\(\s*["']([^"']+)["']\s*\)\.mkdir\(/,
    isFile: false,
    certainty: "certain",
  },
  {
    pattern:
      /\bPath\(\s*["']([^"']+)["']\s*\)\.(?:write_text|write_bytes|touch)\(/,
    isFile: true,
    certainty: "certain",
  },
  {
    pattern: /\bsqlite:\/\/\/(?:\.\/)?(?!\/?:memory)([\w./-]+)/,
    isFile: true,
    certainty: "certain",
  },
  {
    pattern: /\bsqlite3\.connect\(\s*["'](?!:memory)([\w./-]+)["']/,
    isFile: true,
    certainty: "certain",
  },
  {
    pattern:
      /\b(?:MEDIA_ROOT|STATIC_ROOT)\s*=\s*(?:str\()?(?:\w*BASE_DIR\s*\/\s*)?["']([\w./-]+)["']/,
    isFile: false,
    certainty: "certain",
  },
  {
    pattern:
      /\b(?:MEDIA_ROOT|STATIC_ROOT)\s*=\s*os\.path\.join\(\s*\w+\s*,\s*["']([\w./-]+)["']/,
    isFile: false,
    certainty: "certain",
  },
  {
    pattern:
      /["']NAME["']\s*:\s*(?:str\()?(?:\w*BASE_DIR\s*\/\s*)?["']([\w./-]+\.(?:sqlite3?|db))["']/,
    isFile: true,
    certainty: "certain",
  },
  {
    pattern:
      /(?<![A-Z])(?:UPLOADS?|MEDIA|DATA|CACHE|OUTPUT|EXPORTS?|STORAGE|INBOX)(?:_(?:DIR|DIRECTORY|FOLDER|PATH|ROOT))?(?:["']?\]?\s*=|["']\s*,)\s*(?:Path\(\s*)?["'](?:\.\/)?((?:\/app\/)?[a-z][\w./-]*)["']/,
    isFile: false,
    certainty: "likely",
  },
  {
    pattern: /\b(?:FileHandler|RotatingFileHandler)\(\s*["']([\w./-]+)["']/,
    isFile: true,
    certainty: "certain",
  },
  {
    pattern: /\bCache\(\s*["']([\w./-]+)["']/,
    isFile: false,
    certainty: "likely",
  },
];
