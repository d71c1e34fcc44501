import { describe, expect, test } from "vitest";
import { runtimeOf } from "../../../src/runtimes/index.ts";
import type { CopyStep, RunStep } from "../../../src/stages/steps.ts";
import { UV_WORKSPACE } from "../../support/monorepo.ts";
import { resolved, type Files } from "../../support/specs.ts";
import { names, ofPython, told } from "../../support/toolchains.ts";

interface Stage {
  readonly template: string;
  readonly install: RunStep;
  readonly copies: readonly CopyStep[];
  readonly editable: readonly RunStep[];
  readonly watched: readonly string[];
  readonly startsIn: string | null;
}

/** What the stages of a member's image have in their places. */
function stagesOf(workspace: string, files: Files = UV_WORKSPACE) {
  const [image] = resolved(
    {
      name: "mono",
      images: { api: { runtime: { python: "3.13" }, workspace } },
      services: { api: { image: "api", command: "serve" } },
    },
    files,
  ).images;
  const stages = runtimeOf(image!.toolchain).stages(image!, image!.toolchain);
  return (name: string) => {
    const { template, data } = stages.find((stage) => stage.name === name)!;
    return { template, ...data } as unknown as Stage;
  };
}

const bound = ({ mounts }: RunStep) =>
  mounts.flatMap((mount) => /^type=bind,source=([^,]+)/.exec(mount)?.[1] ?? []);
const lines = (copies: readonly CopyStep[]) =>
  copies.map(({ flags, paths }) => `${flags}${paths}`);

const MEMBERS = ["apps/api", "apps/worker", "packages/lib", "packages/testkit"];
const MANIFESTS = MEMBERS.map((folder) => `${folder}/pyproject.toml`);

describe("a member of uv's workspace", () => {
  const resolution = ofPython(UV_WORKSPACE, { workspace: "apps/api" });
  const { toolchain } = resolution;

  test("is nothing to complain about", () => {
    expect(told(resolution)).toEqual({ problems: [], warnings: [] });
    expect(toolchain.folder).toBe("apps/api");
  });

  test.each(["apps/api", "my-api"])("is found by %s", (workspace) => {
    expect(ofPython(UV_WORKSPACE, { workspace }).toolchain.folder).toBe(
      "apps/api",
    );
  });

  test("takes what it depends on, and no other member's source", () => {
    expect(names(toolchain.source)).toEqual([
      "packages/lib/src/",
      "packages/testkit/src/",
      "apps/api/migrations/",
      "apps/api/src/",
    ]);
    expect(names(toolchain.shipped)).not.toContain("packages/testkit/src/");
    expect(names(toolchain.tests)).toEqual(["apps/api/tests/"]);
    expect(toolchain.extras).toEqual([
      "packages/lib/setup.py",
      "apps/api/README.md",
    ]);
    expect(toolchain.buildFiles).toEqual(["packages/lib/setup.py"]);
  });

  test("is installed from every member's manifest, which the lockfile is held against", () => {
    expect(toolchain.manifests).toEqual([
      "pyproject.toml",
      "uv.lock",
      ...MANIFESTS,
    ]);
  });
});

describe("the stages of a member that is a package", () => {
  const stage = stagesOf("my-api");

  test("install for it alone, without its source", () => {
    const { install } = stage("dependencies");
    expect(install.commands[0]).toBe(
      "uv sync --locked --package my-api --no-install-workspace --no-editable",
    );
    expect(bound(install)).toEqual(["pyproject.toml", "uv.lock", ...MANIFESTS]);
  });

  test("build it and the packages that it runs with", () => {
    const { template, install, copies } = stage("builder");
    expect(template).toBe("dockerfile/python/builder-package");
    expect(install.commands[0]).toContain(
      " --prefix /project ./packages/lib ./apps/api",
    );
    const copied = lines(copies).join("\n");
    expect(copied).toContain("packages/lib/src ./packages/lib/src");
    expect(copied).toContain("packages/testkit/pyproject.toml");
    expect(copied).not.toContain("packages/testkit/src");
    expect(copied).not.toContain("uv.lock");
  });

  test("have its source run in development, with what only that takes", () => {
    const { install, editable, watched, startsIn } = stage("development");
    expect(install.commands).toEqual([
      "uv sync --locked --package my-api --no-install-workspace",
    ]);
    expect(editable.flatMap(({ commands }) => commands)).toEqual([
      "uv sync --locked --package my-api",
    ]);
    expect(watched).toContain("/app/packages/testkit/src");
    expect(startsIn).toBe("/app/apps/api");
  });

  test("have production start where its data lies", () => {
    expect(lines(stage("production").copies)).toEqual([
      "--link apps/api/migrations /app/apps/api/migrations",
    ]);
    expect(stage("production").startsIn).toBe("/app/apps/api");
  });
});

test("a member that is no package lies beside the packages that it runs with", () => {
  const stage = stagesOf("worker");
  expect(stage("builder").install.commands[0]).toContain(
    " --prefix /project ./packages/lib",
  );
  expect(lines(stage("builder").copies).join("\n")).not.toContain("worker.py");
  expect(lines(stage("production").copies)).toEqual([
    "--link apps/worker/worker.py /app/apps/worker/",
  ]);
  expect(stage("development").editable).toHaveLength(1);
});

test("a workspace without a package is only put together", () => {
  const stage = stagesOf("a", {
    "pyproject.toml": '[tool.uv.workspace]\nmembers = ["*"]\n',
    "uv.lock": "",
    "a/pyproject.toml":
      '[project]\nname = "a"\n[dependency-groups]\ndev = ["b"]\n',
    "a/main.py": "",
    "b/pyproject.toml": '[project]\nname = "b"\n[build-system]\n',
    "b/b.py": "",
  });
  expect(stage("builder").template).toBe(
    "dockerfile/python/builder-application",
  );
  expect(lines(stage("builder").copies)).toEqual(["a/main.py /project/a/"]);
  expect(lines(stage("production").copies)).toEqual([]);
  expect(stage("development").editable).toHaveLength(1);
});

test("the root may be what runs", () => {
  const root = `[project]\nname = "mono"\ndependencies = ["lib"]\n[tool.uv.workspace]\nmembers = ["packages/*", "apps/*"]\n`;
  const stage = stagesOf(".", {
    ...UV_WORKSPACE,
    "pyproject.toml": root,
    "main.py": "",
  });
  expect(stage("dependencies").install.commands[0]).toContain(
    "--package mono ",
  );
  expect(lines(stage("production").copies)).toEqual(["--link main.py /app/"]);
  expect(stage("production").startsIn).toBeNull();
});
