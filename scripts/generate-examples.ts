/** Writes the generated files of every example in place: the goldens; `npm run examples`. */
import { exampleFolder, exampleNames, generate } from "./examples.ts";

for (const name of exampleNames())
  console.log(
    `${name}: ${generate(exampleFolder(name)).trimEnd().split("\n").at(-1)}`,
  );
