import { quoteWord, splitWords, toWords } from "../resolve/words.ts";
import type { SettingsSpec } from "../spec/schema/project.ts";
import type { Answer, State } from "./question.ts";
import { serviceOf } from "./services.ts";

type Ports = NonNullable<SettingsSpec["ports"]>;

/** A command as a person would type it. */
export const toLine = (words: SettingsSpec["command"]): string =>
  (toWords(words) ?? []).map(quoteWord).join(" ");

/** The words of a command; null for a quote that is left open. */
export function wordsOf(answer: Answer): string[] | undefined | null {
  const words = splitWords(String(answer));
  return words?.length === 0 ? undefined : words;
}

export const OPEN = "a quote is left open; close it";

/** A port as a person would type it. */
export const portText = (port: Ports[number]): string => {
  if (typeof port !== "object") return String(port);
  const { host, container, name } = port;
  const both = host === undefined ? `${container}` : `${host}:${container}`;
  return name === undefined ? both : `${both} ${name}`;
};

/** What a person typed as a port; what is none is left to the schema. */
export function portOf(words: string): Ports[number] {
  const [, host, container, name] =
    /^(?:(\d+):)?(\d+)(?:\s+(\S+))?$/.exec(words) ?? [];
  if (container === undefined) return words;
  if (host === undefined && name === undefined) return Number(container);
  return {
    container: Number(container),
    ...(host !== undefined && { host: Number(host) }),
    ...(name !== undefined && { name }),
  };
}

/** The port in the container. */
export const containerOf = (port: Ports[number]): number =>
  typeof port === "object"
    ? port.container
    : Number(/(\d+)(?:\/\w+)?$/.exec(String(port))?.[1]);

/** The ports of the service that is asked about. */
export const portsOf = (state: State): Ports => serviceOf(state).ports ?? [];
