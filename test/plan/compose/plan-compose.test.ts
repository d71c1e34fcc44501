import { describe, expect, test } from "vitest";
import type { Mode } from "../../../src/model/project.ts";
import { planCompose } from "../../../src/plan/compose/plan-compose.ts";
import type { Spec } from "../../../src/spec/schema/project.ts";
import { IMAGE, resolved } from "../../support/specs.ts";

const compose = (parts: Partial<Spec>, mode: Mode = "development") =>
  planCompose(
    resolved({
      name: "shop",
      images: { web: IMAGE },
      services: { web: { image: "web" } },
      ...parts,
    }),
    mode,
  );

const web = (parts: object) => ({
  services: { web: { image: "web", ...parts } },
});

describe("a Compose file", () => {
  test("is another project in production, so that neither takes the other's volumes", () => {
    expect(compose({}).name).toBe("shop");
    expect(compose({}, "production").name).toBe("shop-production");
  });

  test.each<[string, Partial<Spec>]>([
    [
      "the network that all are on",
      { networks: { default: { external: true, name: "proxy" } } },
    ],
    ["a network", { networks: { front: {} } }],
    ["a volume", { volumes: { data: { external: true } } }],
    ["a secret", { secrets: { key: { file: "./key" } } }],
  ])(
    "declares what the spec does, though no service names it: %s",
    (_, parts) => {
      expect(compose(parts)).toMatchObject(parts);
      expect(compose(parts, "production")).toMatchObject(parts);
    },
  );

  test("has the keys that are not modelled", () => {
    expect(compose({ compose: { "x-a": 1, configs: {} } })).toMatchObject({
      "x-a": 1,
      configs: {},
    });
  });
});

describe("what services name", () => {
  test.each<[string, Partial<Spec>, object]>([
    ["a volume", web({ volumes: ["data:/data"] }), { volumes: { data: {} } }],
    [
      "a volume with options",
      {
        ...web({ volumes: ["data:/data"] }),
        volumes: { data: { external: true } },
      },
      { volumes: { data: { external: true } } },
    ],
    [
      "a volume that is nothing",
      { ...web({ volumes: ["data:/data"] }), volumes: { data: null } },
      { volumes: { data: {} } },
    ],
    [
      "a directory's volume",
      {
        images: {
          web: { ...IMAGE, directories: [{ path: "cache", volume: "cache" }] },
        },
      },
      { volumes: { cache: {} } },
    ],
    [
      "a volume called like what every object has",
      web({ volumes: ["constructor:/data"] }),
      { volumes: { constructor: {} } },
    ],
    [
      "a network",
      {
        ...web({ networks: ["front"] }),
        networks: { front: { internal: true } },
      },
      { networks: { front: { internal: true } } },
    ],
    [
      "a secret's file",
      {
        ...web({ secrets: ["key"] }),
        secrets: { key: { file: "./${NAME}$" } },
      },
      { secrets: { key: { file: "./${NAME}$$" } } },
    ],
    [
      "a secret of the environment",
      {
        ...web({ secrets: ["key"], readOnly: false }),
        secrets: { key: { environment: "KEY" } },
      },
      { secrets: { key: { environment: "KEY" } } },
    ],
  ])("is declared: %s", (_, parts, expected) => {
    expect(compose(parts)).toMatchObject(expected);
  });

  test("is declared in the mode that names it", () => {
    const parts = web({ production: { volumes: ["data:/data"] } });
    expect(compose(parts)).not.toHaveProperty("volumes");
    expect(compose(parts, "production")).toMatchObject({
      volumes: { data: {} },
    });
  });

  test("of a directory is mounted at every service of the image, once", () => {
    const directories = [{ path: "/data", volume: "data" }];
    const { services } = compose({
      images: { web: { ...IMAGE, directories } },
      services: {
        a: { image: "web" },
        b: { image: "web", volumes: ["./own:/data"] },
        c: { image: "nginx:1" },
      },
    });
    expect(services.a!.volumes).toEqual(["data:/data"]);
    expect(services.b!.volumes).toEqual(["./own:/data"]);
    expect(services.c).not.toHaveProperty("volumes");
  });
});

describe("a build's secrets", () => {
  const secrets = {
    token: { environment: "PIP_TOKEN" },
    netrc: { file: "./netrc" },
  };

  test("are handed to the build and declared", () => {
    const { services, ...rest } = compose({
      images: { web: { ...IMAGE, secrets } },
    });
    const build = services.web!.build as {
      secrets: { source: string; target: string }[];
    };
    expect(build.secrets.map(({ target }) => target)).toEqual([
      "PIP_TOKEN",
      "netrc",
    ]);
    const declared = rest.secrets as Record<string, object>;
    expect(build.secrets.map(({ source }) => declared[source])).toEqual([
      { environment: "PIP_TOKEN" },
      { file: "./netrc" },
    ]);
  });

  test("of one name in two images stay two", () => {
    const { services, ...rest } = compose({
      images: {
        web: { ...IMAGE, secrets: { netrc: { file: "./one" } } },
        api: { ...IMAGE, secrets: { netrc: { file: "./two" } } },
      },
      services: { web: { image: "web" }, api: { image: "api" } },
    });
    const declared = rest.secrets as Record<string, object>;
    const files = ["web", "api"].map((name) => {
      const build = services[name]!.build as { secrets: { source: string }[] };
      return declared[build.secrets[0]!.source];
    });
    expect(files).toEqual([{ file: "./one" }, { file: "./two" }]);
  });
});
