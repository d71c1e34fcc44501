import { describe, expect, test } from "vitest";
import { planBake } from "../../src/plan/plan-bake.ts";
import type { ImageSpec, Spec } from "../../src/spec/schema/project.ts";
import { IMAGE, PYTHON, resolved } from "../support/specs.ts";

const FILES = {
  ...PYTHON,
  "api/v1/app/a.py": "",
  "api/v1/requirements.txt": "",
};

const bake = (
  images: Record<string, Partial<ImageSpec>>,
  parts: Partial<Spec> = {},
) =>
  planBake(
    resolved(
      {
        name: "shop",
        images: Object.fromEntries(
          Object.entries(images).map(([name, image]) => [
            name,
            { ...IMAGE, ...image },
          ]),
        ),
        services: { a: { image: Object.keys(images)[0] } },
        ...parts,
      },
      FILES,
    ),
  ) as {
    variable: object;
    group: object;
    target: Record<string, Record<string, unknown>>;
  };

describe("docker-bake.json", () => {
  test("builds production of all, and development when it is asked to", () => {
    expect(bake({ web: {}, "my.api": {} }).group).toEqual({
      default: { targets: ["web-production", "my_api-production"] },
      development: { targets: ["web-development", "my_api-development"] },
    });
  });

  test("has a target for each image and stage", () => {
    expect(bake({ web: {} }).target).toEqual({
      "web-development": {
        context: ".",
        dockerfile: "Dockerfile",
        target: "development",
        args: { APP_UID: "${APP_UID}", APP_GID: "${APP_GID}" },
        tags: ["shop/web:development"],
      },
      "web-production": {
        context: ".",
        dockerfile: "Dockerfile",
        target: "production",
        args: { APP_UID: "${APP_UID}", APP_GID: "${APP_GID}" },
        tags: ["shop/web:${GIT_HASH}"],
      },
    });
  });

  test("has the user as its variables", () => {
    const { variable } = bake({ web: {} }, { user: { uid: 1001, gid: 20 } });
    expect(variable).toEqual({
      GIT_HASH: { default: "local" },
      APP_UID: { default: "1001" },
      APP_GID: { default: "20" },
    });
  });

  test("names the Dockerfile as the context sees it", () => {
    const { target } = bake({ web: { context: "api/v1" } });
    expect(target["web-production"]).toMatchObject({
      context: "api/v1",
      dockerfile: "../../docker/web.Dockerfile",
    });
  });

  test("builds for the platforms, what is shipped", () => {
    const { target } = bake({ web: { platforms: ["linux/arm64"] } });
    expect(target["web-production"]!.platforms).toEqual(["linux/arm64"]);
    expect(target["web-development"]).not.toHaveProperty("platforms");
  });

  /** An entry is a line of comma-separated values, in a JSON string that HCL reads as a template. */
  test.each<[string, NonNullable<ImageSpec["secrets"]>, string[]]>([
    [
      "of the environment",
      { token: { environment: "PIP_TOKEN" } },
      ["id=PIP_TOKEN,env=PIP_TOKEN"],
    ],
    ["in a file", { netrc: { file: "./netrc" } }, ["id=netrc,src=./netrc"]],
    [
      "in a file with a comma",
      { netrc: { file: "./a,id=b" } },
      ['id=netrc,"src=./a,id=b"'],
    ],
    [
      "in a file with quotes",
      { netrc: { file: './a"b"' } },
      ['id=netrc,"src=./a""b"""'],
    ],
    [
      "in a file with a template",
      { netrc: { file: "./${a}%{b}" } },
      ["id=netrc,src=./$${a}%%{b}"],
    ],
  ])("hands on a secret %s", (_, secrets, expected) => {
    expect(bake({ web: { secrets } }).target["web-production"]!.secret).toEqual(
      expected,
    );
  });
});
