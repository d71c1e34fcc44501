import type { Example } from "./example.ts";
import { expressNpm } from "./express-npm.ts";
import { fastapiPip } from "./fastapi-pip.ts";
import { fastifyPnpm } from "./fastify-pnpm.ts";
import { monorepoNpm } from "./monorepo-npm.ts";
import { thoth } from "./thoth.ts";

/** What the tests run over, by name; a new example needs a description here and nothing else. */
export const EXAMPLES = [
  thoth,
  fastapiPip,
  expressNpm,
  fastifyPnpm,
  monorepoNpm,
].map(
  (example): [string, Example] => [example.folder, example],
);
