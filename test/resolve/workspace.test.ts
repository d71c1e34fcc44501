import { describe, expect, test } from "vitest";
import { runtimeOf } from "../../src/runtimes/index.ts";
import { NPM_WORKSPACE } from "../support/monorepo.ts";
import { refusals, resolved } from "../support/specs.ts";

const specOf = (image: object, service: object = {}) => ({
  name: "mono",
  images: { api: { runtime: { node: "22" }, workspace: "apps/api", ...image } },
  services: { api: { image: "api", ...service } },
});
const imageOf = (parts: object) =>
  resolved(specOf(parts), NPM_WORKSPACE).images[0]!;

describe("a relative path in the container starts where the member's commands start", () => {
  test("of a directory", () => {
    const { directories } = imageOf({
      directories: ["uploads", { path: "data", subdirs: ["a"] }],
    });
    expect(directories.map(({ path }) => path)).toEqual([
      "/app/apps/api/uploads",
      "/app/apps/api/data",
      "/app/apps/api/data/a",
    ]);
  });

  test("of a watch rule", () => {
    const rule = {
      action: "sync" as const,
      path: "tsconfig.json",
      target: "a",
    };
    expect(imageOf({ watch: [rule] }).watch[0]!.target).toBe("/app/apps/api/a");
  });

  test("of a volume", () => {
    const spec = specOf({}, { volumes: ["data:data"] });
    const { services, images } = resolved(spec, NPM_WORKSPACE);
    expect(services[0]!.development.mounts[0]!.target).toBe(
      "/app/apps/api/data",
    );
    expect(images[0]!.directories.map(({ path }) => path)).toEqual([
      "/app/apps/api/data",
    ]);
  });
});

test("what the member writes is none of its source, whichever way it is written", () => {
  const files = {
    ...NPM_WORKSPACE,
    "apps/api/data/seed.js": "",
    "apps/api/apps/a.js": "",
  };
  const sourceOf = (...directories: string[]) =>
    resolved(
      specOf({ directories }),
      files,
    ).images[0]!.toolchain.source.flatMap(({ path }) =>
      path.startsWith("apps/api/") ? [path.slice("apps/api/".length)] : [],
    );
  const all = sourceOf();
  expect(all).toEqual(expect.arrayContaining(["apps", "data"]));
  const withoutData = all.filter((path) => path !== "data");
  expect(sourceOf("data")).toEqual(withoutData);
  expect(sourceOf("/app/apps/api/data")).toEqual(withoutData);
  expect(sourceOf("data/cache")).toEqual(all);
});

test("the programs of the member come before those of the root", () => {
  const image = imageOf({ workdir: "/srv/mono" });
  expect(image).toMatchObject({
    workdir: "/srv/mono",
    startsIn: "/srv/mono/apps/api",
  });
  expect(
    runtimeOf(image.toolchain).environment(image, image.toolchain),
  ).toEqual({
    PATH: '"/srv/mono/apps/api/node_modules/.bin:/srv/mono/node_modules/.bin:$PATH"',
  });
});

describe("what would hide or own the member is refused", () => {
  test.each<[string, object, object, string]>([
    [
      "a directory outside",
      { directories: ["../web"] },
      {},
      "images.api.directories[0]: ../web leaves /app/apps/api; write a path inside it, or an absolute one",
    ],
    [
      "the folder that it lies in",
      { directories: ["/app/apps"] },
      {},
      "images.api.directories[0]: /app/apps holds the program, which production keeps root's; write a directory inside it, such as /app/apps/api/data",
    ],
    [
      "a volume over it",
      {},
      { volumes: ["data:/app/apps"] },
      "services.api.volumes[0]: what is mounted at /app/apps would hide the program; write a place of its own, such as /app/apps/api/data",
    ],
  ])("%s", (_, image, service, expected) => {
    expect(refusals(specOf(image, service), NPM_WORKSPACE)).toEqual([expected]);
  });
});
