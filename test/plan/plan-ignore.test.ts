import { describe, expect, test } from "vitest";
import { planIgnore } from "../../src/plan/plan-ignore.ts";
import { hiddenBy } from "../../src/model/ignore-pattern.ts";
import type { ImageSpec } from "../../src/spec/schema/project.ts";
import { IMAGE, NODE, PYTHON, resolved, type Files } from "../support/specs.ts";

const ignoreOf = (parts: Partial<ImageSpec>, files: Files = PYTHON) => {
  const services = { web: { image: "web" } };
  const images = { web: { ...IMAGE, ...parts } };
  const { kept, dropped } = planIgnore(
    resolved({ name: "shop", images, services }, files).images[0]!,
  );
  return { kept, dropped, lines: ["*", ...kept, ...dropped] };
};

/** Whether a path reaches the build, as Docker reads the lines. */
const isLetIn = (lines: readonly string[], path: string) =>
  hiddenBy(lines, path, false) < 0;

describe("the ignore file", () => {
  test("lets in what the stages copy, and no more", () => {
    const files = { ...PYTHON, "tests/a.py": "", "README.md": "" };
    expect(ignoreOf({ source: ["app"] }, files).kept).toEqual([
      "!requirements.txt",
      "!app",
      "!tests",
    ]);
  });

  test("lets in what is watched", () => {
    const files = { ...PYTHON, "data/a.csv": "" };
    const watch = [
      { action: "rebuild" as const, path: "data" },
      { action: "rebuild" as const, path: "." },
    ];
    expect(ignoreOf({ watch }, files).kept).toContain("!data");
    expect(ignoreOf({ watch }, files).kept).not.toContain("!.");
  });

  test.each(["requirements.txt", "app", "app/main.py"])(
    "always lets in %s",
    (path) => {
      expect(isLetIn(ignoreOf({}).lines, path)).toBe(true);
    },
  );

  test("always lets in the lockfile of Node", () => {
    const parts = { runtime: { node: "22" }, source: ["src"] };
    const { lines } = ignoreOf(parts, NODE);
    for (const path of ["package.json", "package-lock.json", "src"])
      expect(isLetIn(lines, path)).toBe(true);
    expect(isLetIn(lines, "src/node_modules")).toBe(false);
  });

  test.each([
    ".env",
    ".env.local",
    "app/.env",
    "app/deep/.env.production",
    "app/server.key",
    "app/cert.pem",
    "app/.git",
    ".git",
    "app/__pycache__",
    "notes.md",
    "secrets/db.txt",
  ])("always keeps out %s", (path) => {
    const { lines } = ignoreOf({ ignore: ["!app/more"] });
    expect(isLetIn(lines, path)).toBe(false);
  });

  test("keeps out what the program writes inside its source, and lets in the rest", () => {
    const files = { ...PYTHON, "public/a.css": "", "public/uploads/b": "" };
    const source = ["app", "public"];
    const directories = ["public/uploads", "/app/app/cache", "data"];
    const { kept, lines } = ignoreOf({ source, directories }, files);
    expect(kept).toContain("!public");
    expect(kept).toContain("!app");
    expect(lines.slice(-2)).toEqual(["public/uploads", "app/cache"]);
    expect(isLetIn(lines, "public/a.css")).toBe(true);
    expect(isLetIn(lines, "public/uploads/b")).toBe(false);
  });

  test("ends with the patterns of one's own, which may let something in again", () => {
    const { lines } = ignoreOf({ ignore: ["**/*.log", "!app/ca.pem"] });
    expect(lines.slice(-2)).toEqual(["**/*.log", "!app/ca.pem"]);
    expect(isLetIn(lines, "app/x.log")).toBe(false);
    expect(isLetIn(lines, "app/ca.pem")).toBe(true);
    expect(isLetIn(lines, "app/other.pem")).toBe(false);
  });
});
