import { describe, expect, test } from "vitest";
import { refusals, withService } from "../../support/specs.ts";

const told = (command: string, syntax: string) =>
  `no shell reads it, so ${syntax} would be handed on as a word; write [sh, -c, ${JSON.stringify(command)}], or quote what is meant as it stands`;

describe("a command in one text", () => {
  test.each([
    ["migrate && serve", "&&"],
    ["serve || true", "||"],
    ["serve | tee log", "|"],
    ["migrate; serve", ";"],
    ["serve > /tmp/log", ">"],
    ["serve 2>&1", ">"],
    ["serve < in", "<"],
    ["worker & serve", "&"],
    ["serve --port $PORT", "$PORT"],
    ["serve --host $(hostname)", "$("],
    ["serve `id`", "`"],
    ["serve 'a' && \"b\"", "&&"],
  ])("needs no shell: %s", (command, syntax) => {
    expect(refusals(withService({ command }))).toEqual([
      `services.web.command: ${told(command, syntax)}`,
    ]);
  });

  test("needs none for a health check, nor in one mode", () => {
    const command = "test -e a && test -e b";
    expect(refusals(withService({ health: { command } }))).toEqual([
      `services.web.health.command: ${told(command, "&&")}`,
    ]);
    const production = { command };
    expect(refusals(withService({ production }))).toEqual([
      `services.web.production.command: ${told(command, "&&")}`,
    ]);
  });

  test.each([
    'sh -c "migrate && serve > $LOG"',
    "sh -c 'a; b | c'",
    "serve --port ${PORT}",
    "serve --port ${PORT:-a|b} ${HOST:-$x}",
    "curl http://web/?a=1&b=2",
    "echo a\\;b \\$HOME",
    "pay 5$ a$",
  ])("may be %s", (command) => {
    expect(refusals(withService({ command }))).toEqual([]);
  });

  test("as a list is taken as it stands", () => {
    const command = ["sh", "-c", "a && b $C"];
    expect(refusals(withService({ command }))).toEqual([]);
  });
});
