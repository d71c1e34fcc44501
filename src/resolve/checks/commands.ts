import type { SettingsSpec } from "../../spec/schema/project.ts";
import type { Problem } from "../../spec/problem.ts";
import { shellSyntax, splitWords } from "../words.ts";
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

/** What is wrong with a command in one text, or null. */
function textProblem(command: string): Omit<Problem, "path"> | null {
  if (!splitWords(command)) {
    return {
      message: "a quote is left open",
      advice: "close it, or write a list of words",
    };
  }
  const syntax = shellSyntax(command);
  if (syntax === null) return null;
  return {
    message: `no shell reads it, so ${syntax} would be handed on as a word`,
    advice: `write [sh, -c, ${JSON.stringify(command)}], or quote what is meant as it stands`,
  };
}

/** A command in one text closes every quote that it opens, and needs no shell. */
export const commands: Check = function* ({ spec }) {
  for (const { settings, path } of writtenSettings(spec)) {
    for (const [key, command] of commandsOf(settings)) {
      const found = typeof command === "string" ? textProblem(command) : null;
      if (found) yield { path: [...path, ...key], ...found };
    }
  }
};
