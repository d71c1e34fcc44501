import type { SettingsSpec } from "../../spec/schema/project.ts";
import { splitWords } from "../words.ts";
import { writtenSettings, type Check } from "./check.ts";

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
  for (const { settings, path } of writtenSettings(spec)) {
    for (const [key, command] of commandsOf(settings)) {
      if (typeof command !== "string" || splitWords(command)) continue;
      yield {
        path: [...path, ...key],
        message: "a quote is left open",
        advice: "close it, or write a list of words",
      };
    }
  }
};
