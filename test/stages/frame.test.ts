import { USERS } from "../../src/stages/steps.ts";
import { describe, expect, test } from "vitest";
import {
  developmentFrame,
  installMounts,
  installPackages,
  ownedDirectories,
  ownSteps,
} from "../../src/stages/frame.ts";
import type { Image } from "../../src/model/project.ts";
import type { ImageSpec } from "../../src/spec/schema/project.ts";
import { planDockerfile } from "../../src/plan/plan-dockerfile.ts";
import { IMAGE, NODE, resolved, type Files } from "../support/specs.ts";

const imageOf = (parts: Partial<ImageSpec>, files?: Files): Image =>
  resolved(
    {
      name: "shop",
      images: { web: { ...IMAGE, ...parts } },
      services: { web: { image: "web" } },
    },
    files,
  ).images[0]!;

describe("packages of the distribution", () => {
  test("of Debian are installed through a cache that builds share in turn", () => {
    const [step] = installPackages(imageOf({}), ["b"], ["a", "b"]);
    expect(step!.commands.at(-1)).toContain(
      "apt-get install --yes --no-install-recommends a b",
    );
    expect(
      step!.mounts.every((mount) => mount.endsWith("sharing=locked")),
    ).toBe(true);
  });

  test("of Alpine are installed without one", () => {
    const image = imageOf({ base: "python:3.13-alpine" });
    expect(installPackages(image, ["libpq=17.*"])).toEqual([
      { mounts: [], commands: ["apk add --no-cache 'libpq=17.*'"] },
    ]);
  });

  test("are no step where there are none", () => {
    expect(installPackages(imageOf({}), [], [])).toEqual([]);
  });
});

describe("the mounts of a step that installs", () => {
  test("are its cache, its files and the secrets", () => {
    const secrets = {
      token: { environment: "TOKEN" },
      netrc: { file: "./n", target: "/root/a b" },
    };
    expect(installMounts(imageOf({ secrets }), "type=cache", ["a b"])).toEqual([
      "type=cache",
      'type=bind,"source=a b","target=a b"',
      "type=secret,id=TOKEN,env=TOKEN",
      'type=secret,id=netrc,"target=/root/a b"',
    ]);
  });

  test("are behind folders that watch writes into, each once", () => {
    const watch = [{ action: "sync" as const, path: ".", target: "/app" }];
    const { workdir, watched } = developmentFrame(imageOf({ watch }));
    expect(
      [workdir, ...watched].filter((each) => each === "/app"),
    ).toHaveLength(1);
  });

  test("have what lies in root's home in the user's where the user installs", () => {
    const secrets = { npmrc: { file: "./n", target: "/root/.npmrc" } };
    const image = imageOf({ secrets });
    expect(installMounts(image, "", [], USERS)).toContain(
      `type=secret,id=npmrc,target=/home/app/.npmrc${USERS}`,
    );
  });

  test.each<[string, Partial<ImageSpec>, Files | undefined]>([
    ["pip", {}, undefined],
    ["npm", { runtime: { node: "22" }, source: ["src"] }, NODE],
  ])(
    "give a step of the user's the file of a secret: %s",
    (_, parts, files) => {
      const secrets = { netrc: { file: "./n" } };
      const image = imageOf({ ...parts, secrets }, files);
      const { stages } = planDockerfile(image);
      const mountsIn = (name: string) =>
        JSON.stringify(stages.find((stage) => stage.name === name)).match(
          /type=secret[^"]*/g,
        );
      const root = "type=secret,id=netrc,target=/run/secrets/netrc";
      const user = `${root},uid=\${APP_UID},gid=\${APP_GID}`;
      expect(mountsIn("dependencies")).toEqual([root]);
      expect(new Set(mountsIn("development"))).toEqual(new Set([user]));
    },
  );
});

describe("directories that the user owns", () => {
  test("are made by their mode, each path written out", () => {
    expect(
      ownedDirectories([
        { path: "/app/a", mode: "0755" },
        { path: "/app/it's", mode: "0700" },
        { path: "/app/b", mode: "0755" },
      ]),
    ).toEqual([
      'install -d -o "$APP_UID" -g "$APP_GID" -m 0755 \\\n    /app/a \\\n    /app/b',
      `install -d -o "$APP_UID" -g "$APP_GID" -m 0700 \\\n    '/app/it'\\''s'`,
    ]);
  });
});

describe("what a person adds to a stage", () => {
  test("is a step for each command, and instructions as they stand", () => {
    const image = imageOf({
      run: { production: { root: ["a", "b\nc"], user: ["d"] } },
      dockerfile: { production: "EXPOSE 1\n\n" },
    });
    expect(ownSteps(image, "production")).toEqual({
      ownRoot: [
        { lines: ["a"], end: "EOF" },
        { lines: ["b", "c"], end: "EOF" },
      ],
      ownUser: [{ lines: ["d"], end: "EOF" }],
      ownInstructions: "EXPOSE 1",
    });
    expect(ownSteps(image, "development")).toEqual({
      ownRoot: [],
      ownUser: [],
      ownInstructions: null,
    });
  });
});
