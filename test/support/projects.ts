import { cpSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { EXAMPLES } from "./examples.ts";
import { folderWith, put } from "./folder.ts";
import type { Files } from "./specs.ts";

/** A server that detection reads, without a spec. */
export const WEB: Files = {
  "requirements.txt": "flask==3.1.0\ngunicorn==23.0.0\n",
  "app.py":
    'from flask import Flask\napp = Flask(__name__)\n@app.get("/health")\ndef health():\n    return "ok"\n',
  ".python-version": "3.13\n",
};

const MADE =
  /^(?:dockwright\.|Dockerfile|compose|docker-bake|DOCKER|\.dockerignore|\.env\.example|secrets)/;

/** An example that has lost its spec and what was made of it. */
export function bareExample(name: string): string {
  const folder = folderWith({}, name);
  cpSync(join(EXAMPLES, name), folder, { recursive: true });
  for (const path of readdirSync(folder).filter((each) => MADE.test(each)))
    rmSync(join(folder, path), { recursive: true });
  // It is made by `npm run examples:lock`, and in no clone.
  if (name === "thoth") put(folder, { "uv.lock": "" });
  return folder;
}
