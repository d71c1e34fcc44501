import type { Guarantee } from "../guarantee.ts";
import { builds } from "./builds.ts";
import { cache } from "./cache.ts";
import { contents } from "./contents.ts";
import { directories } from "./directories.ts";
import { health } from "./health.ts";
import { lockdown } from "./lockdown.ts";
import { stable } from "./stable.ts";
import { stop } from "./stop.ts";
import { user } from "./user.ts";
import { watch } from "./watch.ts";

/** In the order of their numbers. */
export const ALL: readonly Guarantee[] = [
  builds,
  user,
  directories,
  health,
  stop,
  watch,
  contents,
  cache,
  lockdown,
  stable,
];
