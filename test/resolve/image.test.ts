import { describe, expect, test } from "vitest";
import type { Image } from "../../src/model/project.ts";
import type { ImageSpec, Spec } from "../../src/spec/schema/project.ts";
import { IMAGE, PYTHON, resolved, type Files } from "../support/specs.ts";

const imageOf = (
  parts: Partial<ImageSpec>,
  service: Spec["services"][string] = {},
  files: Files = PYTHON,
): Image =>
  resolved(
    {
      name: "shop",
      images: { web: { ...IMAGE, ...parts } },
      services: { web: { image: "web", ...service } },
    },
    files,
  ).images[0]!;

describe("an image's defaults", () => {
  test("are explicit", () => {
    expect(imageOf({})).toMatchObject({
      name: "web",
      context: ".",
      dockerfile: "Dockerfile",
      base: "python:3.13-slim",
      distribution: "debian",
      workdir: "/app",
      user: { name: "app", uid: 1000, gid: 1000, home: "/home/app" },
      directories: [],
      packages: { build: [], runtime: [], development: [] },
      command: { development: null, production: null },
    });
  });

  test.each<[Partial<ImageSpec>, Partial<Image>]>([
    [
      { base: "python:3.13-alpine" },
      { base: "python:3.13-alpine", distribution: "alpine" },
    ],
    [{ base: "ghcr.io/a/b:1" }, { distribution: "debian" }],
    [
      { base: "ghcr.io/a/b:1", distribution: "alpine" },
      { distribution: "alpine" },
    ],
    [
      { base: "ghcr.io/alpine-lovers/debian:1", distribution: "debian" },
      { distribution: "debian" },
    ],
  ])("follow from %j", (parts, expected) => {
    expect(imageOf(parts)).toMatchObject(expected);
  });

  test("of several images are files of their own", () => {
    const { images } = resolved({
      name: "shop",
      images: { web: IMAGE, worker: IMAGE },
      services: { web: { image: "web" }, worker: { image: "worker" } },
    });
    expect(images.map(({ dockerfile }) => dockerfile)).toEqual([
      "docker/web.Dockerfile",
      "docker/worker.Dockerfile",
    ]);
  });

  test("of one in a folder are a file of its own", () => {
    const files = { "api/app/main.py": "", "api/requirements.txt": "" };
    const image = imageOf({ context: "./api/" }, {}, files);
    expect(image).toMatchObject({
      context: "api",
      dockerfile: "docker/web.Dockerfile",
    });
  });
});

describe("the user", () => {
  test.each<[Spec["user"], Image["user"]]>([
    [
      { name: "thoth" },
      { name: "thoth", uid: 1000, gid: 1000, home: "/home/thoth" },
    ],
    [{ uid: 1001 }, { name: "app", uid: 1001, gid: 1001, home: "/home/app" }],
    [
      { uid: 1001, gid: 20 },
      { name: "app", uid: 1001, gid: 20, home: "/home/app" },
    ],
  ])("of %j is %j", (user, expected) => {
    const spec = {
      name: "shop",
      user,
      images: { web: IMAGE },
      services: { web: { image: "web" } },
    };
    expect(resolved(spec).images[0]!.user).toEqual(expected);
  });
});

describe("the directories", () => {
  const of = (image: Image) =>
    image.directories.map(({ path, mode, volume }) => [path, mode, volume]);

  test.each<[string, NonNullable<ImageSpec["directories"]>, unknown[]]>([
    ["a path", ["cache"], [["/app/cache", "0755", null]]],
    ["an absolute path", ["/data"], [["/data", "0755", null]]],
    [
      "a mode in three digits",
      [{ path: "a", mode: "700" }],
      [["/app/a", "0700", null]],
    ],
    [
      "subdirectories, written out",
      [{ path: "a", subdirs: ["b", "c/d"], mode: "0750", volume: "v" }],
      [
        ["/app/a", "0750", "v"],
        ["/app/a/b", "0750", null],
        ["/app/a/c", "0750", null],
        ["/app/a/c/d", "0750", null],
      ],
    ],
  ])("are %s", (_, directories, expected) => {
    expect(of(imageOf({ directories }))).toEqual(expected);
  });

  test.each<[string, Spec["services"][string], unknown[]]>([
    [
      "a named volume's target",
      { volumes: ["data:/app/data"] },
      [["/app/data", "0755", null]],
    ],
    [
      "a tmpfs's target",
      { volumes: [{ type: "tmpfs", target: "scratch" }] },
      [["/app/scratch", "0700", null]],
    ],
    [
      "a mode's volume's target",
      { production: { volumes: ["data:/app/data"] } },
      [["/app/data", "0755", null]],
    ],
    [
      "a target once",
      {
        volumes: ["data:/app/data"],
        production: { volumes: ["other:/app/data"] },
      },
      [["/app/data", "0755", null]],
    ],
    ["no bind's target", { volumes: ["./data:/app/data"] }, []],
    [
      "not /tmp, which is there",
      { volumes: [{ type: "tmpfs", target: "/tmp" }] },
      [],
    ],
  ])("are also %s", (_, service, expected) => {
    expect(of(imageOf({}, service))).toEqual(expected);
  });

  test("are made before what lies in them", () => {
    const image = imageOf(
      { directories: ["data"] },
      { volumes: ["data:/app/data/deep", "data:/app/data"] },
    );
    expect(of(image).map(([path]) => path)).toEqual([
      "/app/data",
      "/app/data/deep",
    ]);
  });
});

describe("the command of the image itself", () => {
  type Services = Spec["services"];
  const command = (services: Services) =>
    resolved({ name: "shop", images: { web: IMAGE }, services }).images[0]!
      .command;

  test.each<[string, Services, Image["command"]]>([
    [
      "its first service's",
      {
        a: { image: "web", command: ["a"] },
        b: { image: "web", command: ["b"] },
      },
      { development: ["a"], production: ["a"] },
    ],
    [
      "each mode's",
      { a: { image: "web", command: ["a"], development: { command: "b c" } } },
      { development: ["b", "c"], production: ["a"] },
    ],
    [
      "none, where Compose fills in a variable",
      { a: { image: "web", command: ["a", "${PORT}"] } },
      { development: null, production: null },
    ],
    [
      "none, without a service",
      { a: { image: "nginx:1" } },
      { development: null, production: null },
    ],
  ])("is %s", (_, services, expected) => {
    expect(command(services)).toEqual(expected);
  });
});

describe("a build secret", () => {
  test.each<[NonNullable<ImageSpec["secrets"]>, Image["secrets"]]>([
    [
      { token: { environment: "PIP_TOKEN" } },
      [
        {
          name: "PIP_TOKEN",
          source: { environment: "PIP_TOKEN" },
          target: null,
        },
      ],
    ],
    [
      { netrc: { file: "./netrc" } },
      [
        {
          name: "netrc",
          source: { file: "./netrc" },
          target: "/run/secrets/netrc",
        },
      ],
    ],
    [
      { netrc: { file: "./netrc", target: "/root/.netrc" } },
      [{ name: "netrc", source: { file: "./netrc" }, target: "/root/.netrc" }],
    ],
  ])("of %j is explicit", (secrets, expected) => {
    expect(imageOf({ secrets }).secrets).toEqual(expected);
  });
});
