import { describe, expect, test } from "vitest";
import {
  IMAGE,
  refusals,
  SERVICE,
  withImage,
  withService,
  withSpec,
} from "../support/specs.ts";

describe("a value that does not fit", () => {
  test.each<[string, unknown, string]>([
    [
      "a name in capitals",
      withSpec({ name: "Shop" }),
      'name: found "Shop"; write lower-case letters',
    ],
    [
      "no name",
      { images: { web: IMAGE }, services: { web: SERVICE } },
      "name: name is missing; write text",
    ],
    ["a number for a name", withSpec({ name: 5 }), "name: found 5; write text"],
    [
      "a list for services",
      withSpec({ services: [] }),
      "services: found a list; write a mapping",
    ],
    [
      "a text for an image",
      withSpec({ images: { web: "x" } }),
      'images.web: found "x"; write a mapping',
    ],
    [
      "nothing for a service",
      withSpec({ services: { web: null } }),
      "services.web: found an empty value; write a mapping",
    ],
    [
      "uid 0",
      withSpec({ user: { uid: 0 } }),
      "user.uid: found 0; write an id from 1 on; 0 is root",
    ],
    [
      "a uid with a fraction",
      withSpec({ user: { uid: 1.5 } }),
      "user.uid: found 1.5; write a whole number",
    ],
    [
      "a uid beyond all",
      withSpec({ user: { uid: 4e9 } }),
      "user.uid: found 4000000000; write an id up to 2000000000",
    ],
    [
      "a package manager misspelt",
      withImage({ runtime: { python: "3.13", packageManager: "uvv" } }),
      'images.web.runtime.packageManager: found "uvv"; did you mean uv?',
    ],
    [
      "a package manager that is none",
      withImage({ runtime: { python: "3.13", packageManager: "conda" } }),
      'images.web.runtime.packageManager: found "conda"; write one of uv, pip, npm, pnpm',
    ],
    [
      "a version that is a word",
      withImage({ runtime: { python: "latest" } }),
      'images.web.runtime.python: found "latest"; write a version such as "3.13"',
    ],
    [
      "a version as a number that has lost its last digit",
      withImage({ runtime: { python: 3.1 } }),
      'images.web.runtime.python: found 3.1; write the version in quotes, such as "3.10": the number 3.10 is 3.1',
    ],
    [
      "a mode as a number",
      withImage({ directories: [{ path: "/app/x", mode: 755 }] }),
      "images.web.directories[0].mode: found 755; write text",
    ],
    [
      "an absolute context",
      withImage({ context: "/srv" }),
      'images.web.context: found "/srv"; write a path inside the project',
    ],
    [
      "a source outside",
      withImage({ source: ["../other"] }),
      'images.web.source[0]: found "../other"; write a path inside the project',
    ],
    [
      "a relative workdir",
      withImage({ workdir: "app" }),
      'images.web.workdir: found "app"; write an absolute path',
    ],
    [
      "a line break in an ENV",
      withImage({ environment: { A: "a\nb" } }),
      'images.web.environment.A: found "a\\nb"; write text on one line',
    ],
    [
      "a variable's name with a dash",
      withService({ environment: { "A-B": 1 } }),
      'services.web.environment.A-B: found the name "A-B"; write letters, digits and _',
    ],
    [
      "a service's name with a blank",
      withSpec({ services: { "a b": SERVICE } }),
      'services.a b: found the name "a b"; write lower-case letters',
    ],
    [
      "a port beyond all",
      withService({ ports: [70000] }),
      "services.web.ports[0]: found 70000; write a port from 1 to 65535",
    ],
    [
      "a range of ports",
      withService({ ports: ["8000-8010"] }),
      'services.web.ports[0]: found "8000-8010"; write 8000, "8080:8000"',
    ],
    [
      "a port without its container's",
      withService({ ports: [{ host: 80 }] }),
      "services.web.ports[0].container: container is missing; write a number",
    ],
    [
      "a volume without a target",
      withService({ volumes: ["data"] }),
      'services.web.volumes[0]: found "data"; write "name:/path"',
    ],
    [
      "memory without a unit",
      withService({ limits: { memory: "512" } }),
      'services.web.limits.memory: found "512"; write an amount of memory',
    ],
    [
      "a duration without a unit",
      withService({ stopGracePeriod: "10" }),
      'services.web.stopGracePeriod: found "10"; write a duration',
    ],
    [
      "yes for a boolean",
      withService({ init: "yes" }),
      'services.web.init: found "yes"; write true or false',
    ],
    [
      "an empty command",
      withService({ command: [] }),
      "services.web.command: found a list; write at least the program's name",
    ],
    [
      "a backing service misspelt",
      withSpec({ services: { db: { backing: "postgresql" } } }),
      'services.db.backing: found "postgresql"; did you mean postgres?',
    ],
    [
      "a signal in small letters",
      withService({ stopSignal: "sigterm" }),
      'services.web.stopSignal: found "sigterm"; write a signal such as SIGTERM',
    ],
    [
      "a health check that is a text",
      withService({ health: "/health" }),
      'services.web.health: found "/health"; write "none", or a mapping',
    ],
    [
      "a secret with two sources",
      withSpec({ secrets: { key: { file: "./a", environment: "A" } } }),
      "secrets.key",
    ],
    [
      "a NUL",
      withService({ command: ["a\0"] }),
      'services.web.command[0]: found "a\\u0000"; write text without NUL',
    ],
    [
      "half of a surrogate pair",
      withService({ command: ["\ud83d"] }),
      'services.web.command[0]: found "\\ud83d"; write text without NUL',
    ],
  ])(
    "%s is told with what was found and what to write",
    (_, data, expected) => {
      const told = refusals(data);
      expect(told).toHaveLength(1);
      expect(told[0]).toContain(expected);
    },
  );

  test("that is very long is told on one line", () => {
    const [told] = refusals(withSpec({ name: "x".repeat(10_000) }));
    expect(told!.length).toBeLessThan(200);
  });
});
