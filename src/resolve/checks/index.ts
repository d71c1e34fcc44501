import type { Problem } from "../../spec/problem.ts";
import type { Check, Checked } from "./check.ts";
import { commands } from "./commands.ts";
import { cycles } from "./cycles.ts";
import { directories } from "./directories.ts";
import { files, hostPaths } from "./files.ts";
import { mounts } from "./mounts.ts";
import { ports } from "./ports.ts";
import { references, runtimes } from "./references.ts";
import { health, passwords, services } from "./services.ts";
import { user, userArguments } from "./user.ts";
import { ignore, watch } from "./watch.ts";

const CHECKS: readonly Check[] = [
  services,
  health,
  passwords,
  references,
  runtimes,
  commands,
  user,
  userArguments,
  ports,
  cycles,
  directories,
  files,
  hostPaths,
  mounts,
  watch,
  ignore,
];

/** Every problem that needs more than one part of a spec, or the project's files, to be seen. */
export const checkSpec = (checked: Checked): Problem[] =>
  CHECKS.flatMap((check) => [...check(checked)]);
