import { describe, expect, test } from "vitest";
import { plan } from "../../src/plan/plan.ts";
import type { Spec } from "../../src/spec/schema/project.ts";
import { IMAGE, PYTHON, resolved } from "../support/specs.ts";

const ALWAYS = [
  "compose.yaml",
  "compose.production.yaml",
  ".env.example",
  "DOCKER.md",
];
const FILES = { ...PYTHON, "api/app/a.py": "", "api/requirements.txt": "" };

const planned = (parts: Partial<Spec>) =>
  plan(
    resolved(
      {
        name: "shop",
        images: { web: IMAGE },
        services: { web: { image: "web" } },
        ...parts,
      },
      FILES,
    ),
  );

describe("what is written", () => {
  test.each<[string, Partial<Spec>, string[]]>([
    ["for one image", {}, ["Dockerfile", ".dockerignore", "docker-bake.json"]],
    [
      "for one image in a folder",
      { images: { web: { ...IMAGE, context: "api" } } },
      [
        "docker/web.Dockerfile",
        "docker/web.Dockerfile.dockerignore",
        "docker-bake.json",
      ],
    ],
    [
      "for two images",
      { images: { web: IMAGE, api: IMAGE } },
      [
        "docker/web.Dockerfile",
        "docker/web.Dockerfile.dockerignore",
        "docker/api.Dockerfile",
        "docker/api.Dockerfile.dockerignore",
        "docker-bake.json",
      ],
    ],
    [
      "for no image",
      { images: {}, services: { web: { image: "nginx:1" } } },
      [],
    ],
    [
      "for a password",
      { services: { db: { backing: "postgres" } } },
      ["Dockerfile", ".dockerignore", "docker-bake.json", "secrets/.gitignore"],
    ],
    [
      "for a password of one's own",
      {
        services: { db: { backing: "postgres" } },
        secrets: { "db-password": { file: "./p" } },
      },
      ["Dockerfile", ".dockerignore", "docker-bake.json"],
    ],
  ])("%s", (_, parts, expected) => {
    const paths = planned(parts).files.map(({ path }) => path);
    expect(paths.toSorted()).toEqual([...expected, ...ALWAYS].toSorted());
  });

  test("is also a password where none is", () => {
    expect(
      planned({ services: { db: { backing: "postgres" } } }).secrets,
    ).toEqual([{ path: "secrets/db-password.txt" }]);
    expect(planned({}).secrets).toEqual([]);
  });

  test("is the same for the same project", () => {
    expect(planned({})).toEqual(planned({}));
  });
});
