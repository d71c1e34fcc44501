import type { BACKING_SERVICES } from "../spec/schema/service.ts";
import type { Backing } from "./backing.ts";
import { postgres } from "./postgres.ts";
import { redis } from "./redis.ts";

/** Every backing service, by the name that a spec gives it; each is a file beside this one. */
export const BACKING: Readonly<
  Record<(typeof BACKING_SERVICES)[number], Backing>
> = { postgres, redis };
