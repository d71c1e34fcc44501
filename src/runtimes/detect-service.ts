import {
  finding,
  type Certainty,
  type DetectedService,
  type Finding,
  type Place,
} from "./detection.ts";
import type { FoundHealth } from "./detect-health.ts";
import type { choosePort } from "./detect-ports.ts";

/** What runs, in a sentence. */
export function serviceFinding(
  { name, framework, command, ends }: DetectedService,
  certainty: Certainty,
  place: Place,
): Finding {
  const words = (command.production ?? command.development)?.join(" ");
  const what = framework ?? (ends ? "a program that ends" : "a program");
  const how = words === undefined ? "" : `, started by \`${words}\``;
  return finding("service", certainty, `${name}: ${what}${how}`, place);
}

/** Where a server listens, and how that is known. */
export function portFinding(
  port: NonNullable<ReturnType<typeof choosePort>>,
): Finding {
  const { file, line } = port;
  if (file === null)
    return finding("port", "guess", `port ${port.port}, which is usual for it`);
  const certainty = port.isCertain ? "certain" : "likely";
  return finding("port", certainty, `port ${port.port}`, { file, line });
}

/** What answers when a service works. */
export const healthFinding = (health: FoundHealth): Finding =>
  health.isPrefixed
    ? finding(
        "health",
        "guess",
        `${health.path} may say whether it works; what it is mounted under is not known`,
        health,
        "write health: { http: … } with the whole path",
      )
    : finding(
        "health",
        "likely",
        `${health.path} says whether it works`,
        health,
      );
