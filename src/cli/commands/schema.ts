import { readFileSync } from "node:fs";
import { output } from "../terminal.ts";

/** `dockwright schema`: prints the JSON Schema of the spec, as it lies in the package. */
export function runSchema(): number {
  const path = new URL(
    import.meta.url.endsWith(".ts")
      ? "../../../schemas/dockwright.schema.json"
      : "../schemas/dockwright.schema.json",
    import.meta.url,
  );
  output.line(readFileSync(path, "utf8").trimEnd());
  return 0;
}
