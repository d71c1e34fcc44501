import { describe, expect, test } from "vitest";
import { scriptFile } from "../../src/wizard/scripts.ts";

const withPackage = (packageJson: string) =>
  scriptFile({ packageJson, makefile: "all:\n" });
const withMakefile = (makefile: string | null) =>
  scriptFile({ packageJson: null, makefile });

describe("the script of a Node project", () => {
  test.each([
    [
      '{\n\t"name": "a",\n\t"scripts": {\n\t\t"dev": "x"\n\t}\n}\n',
      '{\n\t"name": "a",\n\t"scripts": {\n\t\t"dev": "x",\n\t\t"docker:generate": "dockwright generate"\n\t}\n}\n',
    ],
    [
      '{\r\n    "name": "a"\r\n}',
      '{\r\n    "name": "a",\r\n    "scripts": {\r\n        "docker:generate": "dockwright generate"\r\n    }\r\n}',
    ],
  ])("keeps how %j is laid out", (before, after) => {
    expect(withPackage(before)).toEqual({
      path: "package.json",
      before,
      after,
    });
  });

  test.each(['{ "scripts": { "docker:generate": "mine" } }', "{"])(
    "is left as it is in %j",
    (text) => {
      expect(withPackage(text)).toBeNull();
    },
  );
});

describe("the target of a Makefile", () => {
  test("comes behind the others", () => {
    const file = withMakefile("all:\n\techo\n\n\n");
    expect(file?.after).toMatch(/^all:\n\techo\n\n\.PHONY: docker\ndocker: /);
  });

  test("has a file of its own where there is none", () => {
    expect(withMakefile(null)?.after).toMatch(/^\.PHONY: docker\n/);
  });

  test("is left as it is", () => {
    expect(withMakefile("docker:\n\tdocker build .\n")).toBeNull();
  });
});
