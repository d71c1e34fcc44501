import { describe, expect, test } from "vitest";
import { planCompose } from "../../../src/plan/compose/plan-compose.ts";
import type {
  ImageSpec,
  ServiceSpec,
} from "../../../src/spec/schema/project.ts";
import { NPM_WORKSPACE, UV_WORKSPACE } from "../../support/monorepo.ts";
import { resolved, type Files } from "../../support/specs.ts";

interface Rule {
  readonly action: string;
  readonly path: string;
  readonly target?: string;
  readonly exec?: object;
}

function watchOf(image: ImageSpec, service: ServiceSpec, files: Files): Rule[] {
  const project = resolved(
    {
      name: "shop",
      images: { web: image },
      services: { web: { image: "web", ...service } },
    },
    files,
  );
  const { develop } = planCompose(project, "development").services.web!;
  return (develop as { watch: Rule[] }).watch;
}

const short = (rules: readonly Rule[]) =>
  rules.map(
    ({ action, path, target }) =>
      `${action} ${path}${target ? ` → ${target}` : ""}`,
  );

describe("what a saved file of a workspace does", () => {
  const api = { runtime: { node: "22" }, workspace: "apps/api" };
  const source = (service: ServiceSpec) =>
    watchOf(api, service, NPM_WORKSPACE).filter(({ path }) =>
      /^(?:apps|packages).*\/(?:src|index\.js)$/.test(path),
    );
  const compiled = "packages/shared/src";

  test("is compiled again in the container of a process that reloads", () => {
    const rules = source({});
    expect(short(rules)).toEqual([
      "sync packages/lint/index.js → /app/packages/lint/index.js",
      "sync packages/data/index.js → /app/packages/data/index.js",
      `sync+exec ${compiled} → /app/${compiled}`,
      "sync apps/api/src → /app/apps/api/src",
    ]);
    expect(rules.find(({ path }) => path === compiled)!.exec).toEqual({
      command: ["npm", "run", "build", "--workspace=packages/shared"],
      working_dir: "/app",
    });
  });

  test("builds the image again for a process that would be restarted before it is compiled", () => {
    expect(short(source({ command: "node src/server.ts" }))).toEqual([
      "sync+restart packages/lint/index.js → /app/packages/lint/index.js",
      "sync+restart packages/data/index.js → /app/packages/data/index.js",
      "sync+restart apps/api/src → /app/apps/api/src",
      `rebuild ${compiled}`,
    ]);
  });

  test("builds the image again, whichever member's manifest it is", () => {
    const rebuilt = short(watchOf(api, {}, NPM_WORKSPACE));
    expect(rebuilt).toContain("rebuild packages/tsconfig/package.json");
    expect(rebuilt).toContain("rebuild packages/tsconfig/base.json");
    expect(rebuilt).not.toContain("rebuild apps/web/package.json");
  });

  const inPython = (command: string, reload?: boolean) =>
    short(
      watchOf(
        { runtime: { python: "3.13" }, workspace: "apps/api" },
        { command, ...(reload !== undefined && { reload }) },
        UV_WORKSPACE,
      ),
    ).filter((line) => /(?:lib|api)\/src/.test(line));

  test.each<[string, string, boolean | undefined, string]>([
    ["its folder alone", "uvicorn a:b --reload", undefined, "sync+restart"],
    ["what it is told", "uvicorn a:b --reload", true, "sync"],
    ["folders", "uvicorn a:b --reload --reload-dir /app", undefined, "sync"],
    ["what it imported", "flask run --debug", undefined, "sync"],
  ])("restarts a process that watches %s: %s", (_, command, reload, action) => {
    expect(inPython(command, reload)).toEqual([
      `${action} packages/lib/src → /app/packages/lib/src`,
      "sync apps/api/src → /app/apps/api/src",
    ]);
  });

  test("is compiled in another image for nodemon, which watches its folder alone", () => {
    expect(short(source({ command: "nodemon src/server.js" }))).toEqual([
      "sync+restart packages/lint/index.js → /app/packages/lint/index.js",
      "sync+restart packages/data/index.js → /app/packages/data/index.js",
      "sync apps/api/src → /app/apps/api/src",
      `rebuild ${compiled}`,
    ]);
  });
});
