import { describe, expect, test } from "vitest";
import { files, found } from "../support/production.ts";
import { PYTHON } from "../support/specs.ts";

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
});
