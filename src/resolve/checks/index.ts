import type { Problem } from "../../spec/problem.ts";
import type { Check, Checked } from "./check.ts";
import { commands } from "./commands.ts";
import { cycles } from "./cycles.ts";
import { postgresData } from "./data.ts";
import { directories } from "./directories.ts";
import { files } from "./files.ts";
import { hostPaths, secretFiles } from "./host-paths.ts";
import { mounts } from "./mounts.ts";
import { ports } from "./ports.ts";
import { rawKeys, rawServiceKeys } from "./raw-keys.ts";
import { dependencies, origins, secrets } from "./references.ts";
import { profiles } from "./profiles.ts";
import { restarts } from "./restarts.ts";
import { distributions, runtimes } from "./runtimes.ts";
import { secretSources } from "./secrets.ts";
import { health, passwords, services, waits } from "./services.ts";
import { user, userArguments } from "./user.ts";
import { imageVariables } from "./variables.ts";
import { ignore, watch, writableRoots } from "./watch.ts";

const CHECKS: readonly Check[] = [
  services,
  rawKeys,
  rawServiceKeys,
  origins,
  dependencies,
  profiles,
  secrets,
  secretSources,
  health,
  waits,
  restarts,
  passwords,
  runtimes,
  distributions,
  commands,
  user,
  userArguments,
  imageVariables,
  ports,
  cycles,
  directories,
  files,
  hostPaths,
  secretFiles,
  mounts,
  postgresData,
  watch,
  writableRoots,
  ignore,
];

/** Every problem that needs more than one part of a spec, or the project's files, to be seen. */
export const checkSpec = (checked: Checked): Problem[] =>
  CHECKS.flatMap((check) => [...check(checked)]);
