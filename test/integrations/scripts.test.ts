import { describe, expect, test } from "vitest";
import { planScripts } from "../../src/integrations/scripts.ts";
import { toolsOf } from "../support/tools.ts";

const withPackage = (packageJson: string) =>
  planScripts(
    toolsOf({ packageJson, makefile: { name: "Makefile", text: "" } }),
  );
const withMakefile = (text: string, name = "Makefile") =>
  planScripts(toolsOf({ makefile: { name, text } }));
const withJustfile = (text: string) =>
  planScripts(
    toolsOf({
      justfile: { name: ".justfile", text },
      makefile: { name: "Makefile", text: "" },
    }),
  );

describe("the scripts of a Node project", () => {
  test.each([
    [
      '{\n\t"name": "a",\n\t"scripts": {\n\t\t"dev": "x"\n\t}\n}\n',
      '{\n\t"name": "a",\n\t"scripts": {\n\t\t"dev": "x",\n\t\t"docker:generate": "dockwright generate",\n\t\t"docker:watch": "dockwright watch"\n\t}\n}\n',
    ],
    [
      '{\r\n    "name": "a"\r\n}',
      '{\r\n    "name": "a",\r\n    "scripts": {\r\n        "docker:generate": "dockwright generate",\r\n        "docker:watch": "dockwright watch"\r\n    }\r\n}',
    ],
    [
      '{\n  "scripts": {\n    "docker:generate": "mine",\n    "dev": "x"\n  }\n}\n',
      '{\n  "scripts": {\n    "docker:generate": "mine",\n    "dev": "x",\n    "docker:watch": "dockwright watch"\n  }\n}\n',
    ],
    [
      '{ "scripts": {}, "files": ["a", "b"] }',
      '{ "scripts": { "docker:generate": "dockwright generate", "docker:watch": "dockwright watch" }, "files": ["a", "b"] }',
    ],
    [
      '\ufeff{\n  "scripts": {\n    "x": "\\u0041 } \\" {"\n  },\n  "a": 1,\n  "a": [2, 3]\n}\n',
      '\ufeff{\n  "scripts": {\n    "x": "\\u0041 } \\" {",\n    "docker:generate": "dockwright generate",\n    "docker:watch": "dockwright watch"\n  },\n  "a": 1,\n  "a": [2, 3]\n}\n',
    ],
  ])("keep how %j is laid out", (before, after) => {
    expect(withPackage(before).file).toEqual({
      folder: "/shop",
      path: "package.json",
      before: before.replace("\ufeff", ""),
      after,
    });
  });

  test.each(['{ "scripts": {}, "c": "\ufffd" }', '{ "scripts": ["a"] }'])(
    "are a person's to add in %j",
    (text) => {
      const { file, said, lines } = withPackage(text);
      expect(file).toBeNull();
      expect(said).toContain("add it");
      expect(lines[0]).toBe('    "docker:generate": "dockwright generate",');
    },
  );

  test.each([
    '{ "scripts": { "docker:generate": "mine", "docker:watch": "mine" } }',
    "{",
  ])("are left as they are in %j", (text) => {
    expect(withPackage(text)).toMatchObject({
      file: null,
      said: "package.json stays as it is",
    });
  });
});

describe("the targets of a Makefile", () => {
  test("come behind the others", () => {
    expect(withMakefile("all:\n\techo\n\n\n").file?.after).toMatch(
      /^all:\n\techo\n\n\.PHONY: docker\ndocker: [^\n]*\n\tnpx --yes dockwright generate\n\n\.PHONY: docker-watch\n/,
    );
  });

  test("have a file of their own where there is none", () => {
    const { file } = planScripts(toolsOf());
    expect(file).toMatchObject({ path: "Makefile", before: null });
    expect(file?.after).toMatch(/^\.PHONY: docker\n/);
  });

  test("stand in the file that make reads", () => {
    expect(withMakefile("a:\n", "GNUmakefile").file?.path).toBe("GNUmakefile");
  });

  test.each([
    ".RECIPEPREFIX = >\na:\n>echo\n",
    "$(TARGETS): a\n\techo\n",
    "a:\n\techo \ufffd\n",
  ])("are a person's to add to %j", (text) => {
    const { file, lines } = withMakefile(text);
    expect(file).toBeNull();
    expect(lines).toContain("\tnpx --yes dockwright generate");
  });

  test("keep a byte order mark and variables of others", () => {
    const text = "\ufeffA = $(B)\nall: $(A)\n\techo $(A): b\n";
    const { file } = withMakefile(text);
    expect(file?.after.startsWith(text)).toBe(true);
  });

  test.each([
    "docker:\n\tdocker build .\n",
    "docker run: a\n",
    "build docker: a\n",
  ])("are left as they are in %j", (text) => {
    const { file, said } = withMakefile(text);
    expect(said).toBe("with docker-watch");
    expect(file?.after).not.toContain("dockwright generate");
    expect(withMakefile(file!.after).file).toBeNull();
  });

  test.each([
    "docker-watch:\n",
    "DOCKER := docker\ndocker := a\n",
    "#docker:\n",
  ])("are told from others: %j", (text) => {
    expect(withMakefile(text).said).toMatch(/^with docker\b/);
  });
});

describe("the recipes of a justfile", () => {
  test("come before a Makefile's, behind the others", () => {
    expect(withJustfile("build:\n    cargo build\n").file).toMatchObject({
      path: ".justfile",
      after: `build:
    cargo build

# Write the Docker files that the spec says
docker:
    npx --yes dockwright generate

# Write them again whenever the spec is saved
docker-watch:
    npx --yes dockwright watch
`,
    });
  });

  test.each(["docker tag='a': build\n", "@docker:\n  a\n"])(
    "are left as they are in %j",
    (text) => {
      expect(withJustfile(text).said).toBe("with docker-watch");
    },
  );
});
