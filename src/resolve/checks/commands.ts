import type { SettingsSpec } from "../../spec/schema/project.ts";
import { splitWords } from "../words.ts";
import type { Check } from "./check.ts";

type Command = SettingsSpec["command"];

const commandsOf = ({ command, entrypoint, health }: SettingsSpec) =>
  [
    [["command"], command],
    [["entrypoint"], entrypoint],
    [
      ["health", "command"],
      typeof health === "object" ? health.command : undefined,
    ],
  ] satisfies [string[], Command][];

/** A command in one text closes every quote that it opens. */
export const commands: Check = function* ({ spec }) {
  for (const [name, service] of Object.entries(spec.services)) {
    for (const mode of [null, "development", "production"] as const) {
      const settings = mode === null ? service : (service[mode] ?? {});
      for (const [key, command] of commandsOf(settings)) {
        if (typeof command !== "string" || splitWords(command)) continue;
        yield {
          path: ["services", name, ...(mode === null ? [] : [mode]), ...key],
          message: "a quote is left open",
          advice: "close it, or write a list of words",
        };
      }
    }
  }
};
