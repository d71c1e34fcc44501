import * as z from "zod/mini";
import { command } from "./command.ts";
import { duration, key, portNumber, text } from "./scalars.ts";

const timings = {
  interval: key("Time between two probes; 10s when left out.", duration),
  timeout: key("Time a probe may take; 3s when left out.", duration),
  retries: key(
    "Failures in a row before it is unhealthy; 3 when left out.",
    z.int().check(z.minimum(1)),
  ),
  startPeriod: key(
    "Time in which failures do not count; 30s when left out.",
    duration,
  ),
};

/** How a service shows that it works. */
export const health = z.union([
  z.literal("none"),
  z.strictObject({
    http: key(
      "A path that answers with 2xx or 3xx.",
      text.check(
        z.regex(/^\/[^\s\p{Cc}]*$/u, { error: "a path such as /health" }),
      ),
    ),
    tcp: key("A port that accepts connections.", portNumber),
    command: key("A command that ends with status 0.", command),
    port: key(
      "The port for http; the first one of ports when left out.",
      portNumber,
    ),
    ...timings,
  }),
]);
