import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { folderWith } from "./folder.ts";

/** Python itself: what a search path leads to may be a script that looks for it each time. */
export const PYTHON_PROGRAM = execFileSync(
  "python3",
  ["-c", "import sys; print(sys.executable)"],
  { encoding: "utf8" },
).trim();

/** Runs a file of a text alone in a folder. */
export function ranAs(program: string, name: string, text: string) {
  const folder = folderWith({ [name]: text });
  const { status, stdout, stderr } = spawnSync(program, [join(folder, name)], {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, out: stdout, err: stderr };
}

/** The docstring of a Python file, or null. */
export function docstringOf(text: string): string | null {
  const read =
    "import ast, json, sys; print(json.dumps(ast.get_docstring(ast.parse(sys.stdin.buffer.read()), clean=False)))";
  const out = execFileSync(PYTHON_PROGRAM, ["-S", "-c", read], { input: text });
  return JSON.parse(out.toString()) as string | null;
}
