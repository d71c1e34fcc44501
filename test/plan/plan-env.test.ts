import { describe, expect, test } from "vitest";
import { plan } from "../../src/plan/plan.ts";
import type { PlannedVariable } from "../../src/plan/plan-env.ts";
import type { Spec } from "../../src/spec/schema/project.ts";
import { IMAGE, resolved } from "../support/specs.ts";

/** Each variable's line in .env.example, with what it is for. */
const lines = (parts: Partial<Spec>) => {
  const project = resolved({
    name: "shop",
    images: { web: IMAGE },
    services: { web: { image: "web" } },
    ...parts,
  });
  const { data } = plan(project).files.find(
    ({ path }) => path === ".env.example",
  )!;
  return (data.variables as PlannedVariable[])
    .slice(3)
    .map(({ assignment, about }) => `${assignment} ${about}`);
};
const web = (parts: object) =>
  lines({ services: { web: { image: "web", ...parts } } });

describe(".env.example", () => {
  test.each<[string, string[], string[]]>([
    [
      "a variable that is handed on",
      web({ environment: ["A"] }),
      ["A= Read by web."],
    ],
    [
      "a reference",
      web({ environment: { X: "a ${A} b" } }),
      ["A= Read by web."],
    ],
    [
      "a reference with a default",
      web({ environment: { X: "${A:-x}" } }),
      ["#A=x Read by web."],
    ],
    [
      "a reference in a command",
      web({ command: ["a", "${A}"] }),
      ["A= Read by web."],
    ],
    [
      "a reference in an entrypoint",
      web({ entrypoint: "${A}" }),
      ["A= Read by web."],
    ],
    [
      "a reference in a label",
      web({ labels: { a: "${A}" } }),
      ["A= Read by web."],
    ],
    [
      "a reference in a volume",
      web({ volumes: ["${A}:/a"] }),
      ["A= Read by web."],
    ],
    [
      "a reference in a host's address",
      web({ extraHosts: { db: "${A}" } }),
      ["A= Read by web."],
    ],
    [
      "a reference in a health check",
      web({ health: { command: "${A}" } }),
      ["A= Read by web."],
    ],
    [
      "a reference in an env file's path",
      web({ envFile: "./${A}.env" }),
      ["A= Read by web."],
    ],
    [
      "a reference of production",
      web({ production: { environment: { X: "${A}" } } }),
      ["A= Read by web."],
    ],
    [
      "a reference in Compose's own keys",
      web({ compose: { hostname: "${A}" } }),
      ["A= Read by web."],
    ],
    [
      "a reference in an image",
      lines({ services: { proxy: { image: "nginx:${TAG:-1}" } } }),
      ["#TAG=1 Read by proxy."],
    ],
    [
      "a reference of all",
      lines({ compose: { "x-a": "${A}" } }),
      ["A= Read by all services."],
    ],
    ["nothing that is escaped", web({ environment: { X: "$A $${B} $" } }), []],
    [
      "nothing twice",
      web({ environment: { X: "${A:-x} ${A}", Y: "${A}" } }),
      ["#A=x Read by web."],
    ],
    ["none of ours twice", web({ environment: { X: "${APP_UID}" } }), []],
    [
      "a secret",
      lines({ secrets: { key: { environment: "KEY" } } }),
      ["KEY= The secret key."],
    ],
    [
      "a build's secret",
      lines({
        images: { web: { ...IMAGE, secrets: { t: { environment: "T" } } } },
      }),
      ["T= A secret of the build of web."],
    ],
  ])("has %s", (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});
