/** Writes the spec's JSON Schema; `npm run schema`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { SCHEMA_FILE, specSchema } from "./schema.ts";

mkdirSync(new URL(".", SCHEMA_FILE), { recursive: true });
writeFileSync(SCHEMA_FILE, await specSchema());
