import { describe, expect, test } from "vitest";
import { planCompose } from "../../../src/plan/compose/plan-compose.ts";
import type {
  ImageSpec,
  ServiceSpec,
} from "../../../src/spec/schema/project.ts";
import { NODE, PYTHON, resolved, type Files } from "../../support/specs.ts";

interface Rule {
  readonly action: string;
  readonly path: string;
  readonly target?: string;
  readonly ignore?: readonly string[];
}

function watchOf(
  image: Partial<ImageSpec>,
  service: ServiceSpec = {},
  files: Files = PYTHON,
): Rule[] {
  const runtime = { python: "3.13" };
  const project = resolved(
    {
      name: "shop",
      images: { web: { runtime, ...image } },
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

const RELOAD = { command: "uvicorn app.main:app --reload" };
const TESTED = { ...PYTHON, "tests/test_a.py": "", "conftest.py": "" };

describe("what a saved file does", () => {
  test.each<[string, Rule[], string[]]>([
    [
      "restarts the process, which does not reload",
      watchOf({}, {}, TESTED),
      [
        "sync+restart app → /app/app",
        "sync conftest.py → /app/conftest.py",
        "sync tests → /app/tests",
        "rebuild requirements.txt",
        "rebuild Dockerfile",
      ],
    ],
    [
      "is only copied to a process that reloads",
      watchOf({}, RELOAD, TESTED),
      [
        "sync app → /app/app",
        "sync conftest.py → /app/conftest.py",
        "sync tests → /app/tests",
        "rebuild requirements.txt",
        "rebuild Dockerfile",
      ],
    ],
    [
      "is only copied where the spec says that it reloads",
      watchOf({}, { reload: true }),
      ["sync app → /app/app", "rebuild requirements.txt", "rebuild Dockerfile"],
    ],
    [
      "restarts a process that reloads its code where it is data",
      watchOf({ include: ["words", "a.json"] }, RELOAD, {
        ...{ ...PYTHON, "words/en.txt": "", "a.json": "" },
      }),
      [
        "sync app → /app/app",
        "sync+restart words → /app/words",
        "sync+restart a.json → /app/a.json",
        "rebuild requirements.txt",
        "rebuild Dockerfile",
      ],
    ],
    [
      "builds production's image again, whose code is installed",
      watchOf({}, { target: "production" }, TESTED),
      ["rebuild app", "rebuild requirements.txt", "rebuild Dockerfile"],
    ],
    [
      "goes to the image's own working directory",
      watchOf({ workdir: "/srv/x" }),
      [
        "sync+restart app → /srv/x/app",
        "rebuild requirements.txt",
        "rebuild Dockerfile",
      ],
    ],
    [
      "is seen from the project, though the image is in a folder",
      watchOf(
        { context: "api" },
        {},
        { "api/app/a.py": "", "api/requirements.txt": "" },
      ),
      [
        "sync+restart api/app → /app/app",
        "rebuild api/requirements.txt",
        "rebuild docker/web.Dockerfile",
      ],
    ],
    [
      "builds again for the manifest, the lockfile and the compiler's settings",
      watchOf(
        { runtime: { node: "22" } },
        {},
        {
          ...NODE,
          "package.json":
            '{"scripts":{"build":"tsc","start":"node dist/a.js"}}',
          "tsconfig.json": "",
        },
      ),
      [
        "sync+restart src → /app/src",
        "rebuild package.json",
        "rebuild package-lock.json",
        "rebuild tsconfig.json",
        "rebuild Dockerfile",
      ],
    ],
    [
      "follows the rules of one's own, beside ours",
      watchOf({
        watch: [
          { action: "sync", path: "app", target: "again" },
          { action: "rebuild", path: "." },
        ],
      }),
      [
        "sync+restart app → /app/app",
        "rebuild requirements.txt",
        "rebuild Dockerfile",
        "sync app → /app/again",
        "rebuild .",
      ],
    ],
  ])("%s", (_, rules, expected) => {
    expect(short(rules)).toEqual(expected);
  });

  test("is said once for each path", () => {
    const files = { ...PYTHON, "requirements-dev.txt": "-r requirements.txt" };
    const rules = short(
      watchOf({ manifests: ["requirements.txt"] }, {}, files),
    );
    expect(new Set(rules).size).toBe(rules.length);
  });
});

describe("what watch leaves alone", () => {
  test("is the language's caches and every secret", () => {
    const [rule] = watchOf({ ignore: ["**/*.log", "app/data", "other"] });
    expect(rule!.ignore).toEqual(
      expect.arrayContaining([
        "**/.env",
        "**/*.key",
        "**/__pycache__",
        "**/*.log",
        "data",
      ]),
    );
    expect(rule!.ignore).not.toContain("other");
  });

  test("is in a whole context also what no list of source would name", () => {
    const rules = watchOf({
      watch: [{ action: "sync", path: ".", target: "/app" }],
      ignore: ["data/raw"],
    });
    expect(rules.at(-1)!.ignore).toEqual(
      expect.arrayContaining([
        ...["**/.env", "**/.git", "**/__pycache__", "**/node_modules"],
        ...["**/.venv", "**/venv", "secrets", "data/raw"],
      ]),
    );
  });

  test("is nothing of a single file", () => {
    const [rule] = watchOf({ source: ["app/main.py"] });
    expect(rule).not.toHaveProperty("ignore");
  });
});

describe("services of one image", () => {
  test("share their build and their rules", () => {
    const web = { image: "web" };
    const { services } = planCompose(
      resolved({
        name: "shop",
        images: { web: { runtime: { python: "3.13" } } },
        services: { a: web, b: web, c: { ...web, ...RELOAD } },
      }),
      "development",
    );
    expect(services.b!.build).toBe(services.a!.build);
    expect(services.c!.build).toBe(services.a!.build);
    const rules = (name: string) =>
      (services[name]!.develop as { watch: Rule[] }).watch;
    expect(rules("b")).toBe(rules("a"));
    expect(rules("c")).not.toBe(rules("a"));
  });
});
