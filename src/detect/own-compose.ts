import { parse } from "yaml";
import type { Snapshot } from "../model/snapshot.ts";
import { finding, type Finding } from "../runtimes/detection.ts";
import { lineOf, literal } from "../runtimes/scan.ts";

/**
 * The names that Compose looks for, the first that is there being taken; compose.yaml comes before all of them.
 * https://docs.docker.com/compose/intro/compose-application-model/#the-compose-file
 */
const NAMES = ["compose.yml", "docker-compose.yaml", "docker-compose.yml"];

/** What runs beside the project's own programs by a Compose file of a person's: images by service. */
function imagesOf(text: string): [string, string][] {
  let services: unknown;
  try {
    services = (parse(text) as { services?: unknown } | null)?.services;
  } catch {
    return [];
  }
  if (typeof services !== "object" || services === null) return [];
  return Object.entries(services).flatMap(([name, service]) => {
    const { image, build } = (service ?? {}) as Record<string, unknown>;
    return typeof image === "string" && build === undefined
      ? [[name, image] as [string, string]]
      : [];
  });
}

/**
 * A Compose file of a person's own stays, and `docker compose` no longer takes it: it takes ours.
 *
 * @param backing The backing services that were found, which its own may stand for.
 */
export function findOwnCompose(
  { contents }: Snapshot,
  backing: readonly string[],
): Finding[] {
  const file = NAMES.find((name) => name in contents);
  if (file === undefined) return [];
  const text = contents[file]!;
  const others = imagesOf(text).filter(
    ([, image]) => !backing.some((name) => image.includes(name)),
  );
  return [
    finding(
      "warning",
      "certain",
      "`docker compose` takes compose.yaml before it, once that is there",
      { file, line: null },
      `yours runs by \`docker compose -f ${file} up\`; take over what is missing, then take it away`,
    ),
    ...others.map(([name, image]) =>
      finding(
        "warning",
        "certain",
        `${name} runs ${image}, and nothing of it is taken over`,
        { file, line: lineOf(text, new RegExp(literal(image))) },
        `write services.${name}: { image: "${image}" } where it is needed`,
      ),
    ),
  ];
}
