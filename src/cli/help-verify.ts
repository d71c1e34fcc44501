import { ALL } from "../verify/guarantees/index.ts";
import { VERIFY_OPTIONS } from "./help.ts";

/** What `verify --help` prints. It stands apart, since only `verify` itself knows the guarantees. */
export const verifyHelp = (): string => `dockwright verify [service…]

Builds what was generated, starts it on the engine in a copy of the project, and proves that it
works. Then everything is taken away again. Services that are named are proved with what they
depend on; without any, all are.

${VERIFY_OPTIONS}
  --json           answer for machines

  The guarantees:

${ALL.map(({ id, title }) => `  ${id.padEnd(5)}${title}`).join("\n")}

  Exit status: 0 every guarantee holds; 1 one does not, or could not be proven; 2 wrong use, a bad
  spec, no engine; 130 stopped by Ctrl-C.`;
