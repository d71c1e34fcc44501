import type { Runtime } from "../runtimes/runtime.ts";
import type { SettingsSpec } from "../spec/schema/project.ts";
import type { Port, Probe } from "../model/project.ts";
import { toWords } from "./words.ts";

type HealthSpec = NonNullable<SettingsSpec["health"]>;

const PROBE = {
  interval: "10s",
  timeout: "3s",
  retries: 3,
  startPeriod: "30s",
};

/** A probe with the timings that stand where none are written. */
export const probe = (
  test: readonly string[],
  asks: string,
  timings: Partial<Probe> = {},
): Probe => ({
  ...PROBE,
  ...timings,
  test: ["CMD", ...test],
  asks,
});

/**
 * A health check that needs no curl: the language of the image asks.
 *
 * @param runtime The image's language, or null for an image that is not ours.
 * @returns Null where nothing is asked.
 */
export function resolveHealth(
  health: HealthSpec | undefined,
  ports: readonly Port[],
  runtime: Runtime | null,
): Probe | "none" | null {
  if (health === undefined || health === "none") return health ?? null;
  const {
    http,
    tcp,
    command,
    port = ports[0]?.container,
    interval,
    timeout,
    retries,
    startPeriod,
  } = health;
  const timings = {
    ...(interval && { interval }),
    ...(timeout && { timeout }),
    ...(retries && { retries }),
    ...(startPeriod && { startPeriod }),
  };
  if (command !== undefined) {
    const words = toWords(command) ?? [];
    return probe(words, words.join(" "), timings);
  }
  if (!runtime) return null;
  if (http !== undefined && port !== undefined)
    return probe(
      runtime.probe.http(port, http),
      `GET :${port}${http}`,
      timings,
    );
  if (tcp !== undefined)
    return probe(runtime.probe.tcp(tcp), `a connection to :${tcp}`, timings);
  return null;
}
