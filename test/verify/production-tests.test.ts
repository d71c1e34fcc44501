import { describe, expect, test } from "vitest";
import { files, found } from "../support/production.ts";
import { NODE, PYTHON } from "../support/specs.ts";

describe("a test", () => {
  const project = {
    ...PYTHON,
    "app/conftest.py": "",
    "tests/test_app.py": "",
    "tests/conftest.py": "",
    "tests/.hidden": "",
    "tests/deep/test_deep.py": "",
  };
  const parts = { tests: ["tests"] };

  test("is found by its name below the working directory", async () => {
    const entries = files("/app/test_app.py /app/x/test_app.py");
    expect(await found("a test", { entries, project, parts })).toEqual([
      ...["/app/test_app.py", "/app/x/test_app.py"],
    ]);
  });

  test("is none of another's, of the source's, or of packages", async () => {
    const entries = files(
      "/usr/share/test_app.py /app/conftest.py /app/.hidden /app/main.py /app/.venv/lib/site-packages/x/test_app.py /app/node_modules/x/test_app.py",
    );
    expect(await found("a test", { entries, project, parts })).toEqual([]);
  });

  test("is found in a folder of the tests, whatever it is", async () => {
    const folder = { ...project, "tests/data/README.md": "" };
    const entries = files("/app/tests/data/README.md /app/README.md /app/y.md");
    const it = { entries, project: folder, parts };
    expect(await found("a test", it)).toEqual(["/app/tests/data/README.md"]);
  });

  test("is found in a folder of tests anywhere below the working directory", async () => {
    const entries = files(
      "/app/app/tests/test_a.py /app/apps/api/test/a_test.py /app/x/__tests__/conftest.py",
    );
    expect(await found("tests within", { entries })).toEqual(
      entries.map(({ path }) => path),
    );
  });

  test.each([
    "/app/app/testing/test_a.py",
    "/app/app/tests.py",
    "/app/app/test.py",
    "/app/app/test_connection.py",
    "/app/app/tests/__init__.py",
    "/app/app/tests/router.py",
    "/app/app/contests/test_a.py",
    "/app/app/tests/test_a.html",
    "/usr/lib/tests/test_a.py",
  ])("is not %s", async (path) => {
    expect(await found("tests within", { entries: files(path) })).toEqual([]);
  });

  const SITE = "/app/.venv/lib/python3.13/site-packages";

  test("is found in the project's own package, and not in one that others wrote", async () => {
    const own = { "src/shop/tests/test_cart.py": "x", "src/shop/cart.py": "x" };
    const it = { project: { ...PYTHON, ...own }, parts: { source: ["src"] } };
    const paths = [`${SITE}/shop/tests/test_cart.py`];
    const others = [
      `${SITE}/shop/cart.py`,
      `${SITE}/shop/tests/test_other.py`,
      `${SITE}/numpy/tests/test_cart.py`,
      `${SITE}/numpy/shop/tests/test_cart.py`,
    ];
    const entries = files([...paths, ...others].join(" "));
    expect(await found("tests within", { ...it, entries })).toEqual(paths);
    const another = entries.map((entry) => ({ ...entry, size: 2 }));
    expect(await found("tests within", { ...it, entries: another })).toEqual(
      [],
    );
  });
});

describe("a test of Node", () => {
  const image = { runtime: { node: "22" }, source: ["src"] };
  const project = { ...NODE, "src/lib/test/cart.test.js": "" };

  test("is found by its name, as it is and as it was compiled", async () => {
    const entries = files(
      "/app/src/lib/test/cart.test.js /app/dist/__tests__/a.spec.mjs /app/apps/api/test/test-a.cjs /app/tests/test.js",
    );
    expect(
      await found("tests within", { entries, project, parts: image }),
    ).toEqual(entries.map(({ path }) => path));
  });

  test.each([
    "/app/src/routes/test/index.js",
    "/app/src/test/latest.js",
    "/app/src/openapi.spec.js",
    "/app/src/tests.js",
    "/app/node_modules/a/test/a.test.js",
    "/app/packages/a/node_modules/b/test/b.test.js",
  ])("is not %s", async (path) => {
    const entries = files(path);
    expect(
      await found("tests within", { entries, project, parts: image }),
    ).toEqual([]);
  });
});
