import { describe, expect, test } from "vitest";
import { detect } from "../../src/detect/detect.ts";
import { detected } from "../support/detection.ts";

describe("a project that cannot be built", () => {
  test.each([
    ["an empty folder", {}, "the folder is empty: there is nothing to run yet"],
    [
      "a folder with a readme",
      { "README.md": "", ".gitignore": "" },
      "the folder is empty: there is nothing to run yet",
    ],
    [
      "a folder of loose scripts",
      { "tools/a.py": "", "tools/b.js": "" },
      "no project in Python and Node.js was found",
    ],
    [
      "a folder of texts",
      { "notes/a.txt": "" },
      "no project in Python and Node.js was found",
    ],
  ])("says so: %s", (_, files, message) => {
    const { spec, problems } = detected(files);
    expect(spec).toBeNull();
    expect(problems).toEqual([
      `${message}; write a program first, with a package.json, a pyproject.toml or a requirements.txt beside it`,
    ]);
  });

  test.each([
    ["go.mod", "Go"],
    ["Cargo.toml", "Rust"],
    ["pom.xml", "Java"],
    ["build.gradle.kts", "Java"],
    ["Gemfile", "Ruby"],
    ["composer.json", "PHP"],
    ["Shop.csproj", ".NET"],
    ["mix.exs", "Elixir"],
    ["deno.json", "Deno"],
    ["cmd/main.go", "Go"],
  ])("says which language was seen: %s is %s", (file, language) => {
    const { spec, detection } = detected({ [file]: "" });
    expect(spec).toBeNull();
    expect(detection.findings).toEqual([
      {
        kind: "problem",
        certainty: "certain",
        message: `this is a project in ${language}, and only Python and Node.js are built`,
        advice:
          "write services with an image: of your own, such as web: { image: ghcr.io/you/web:1 }",
        file,
        line: null,
      },
    ]);
  });

  test("says so where package.json cannot be read", () => {
    const { spec, problems } = detected({
      "package.json": "{",
      "server.js": "",
    });
    expect(spec).toBeNull();
    expect(problems[0]).toMatch(/^package.json cannot be read/);
  });
});

describe("the name", () => {
  test.each([
    [{ "package.json": { name: "@acme/Shop_API" } }, "shop-api"],
    [
      { "pyproject.toml": '[project]\nname = "My.Tool"\n', "main.py": "" },
      "my-tool",
    ],
    [{ "requirements.txt": "", "main.py": "" }, "folder-1"],
  ])("is the project's own, else the folder's: %#", (files, name) => {
    const contents = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        path,
        typeof text === "string" ? text : JSON.stringify(text),
      ]),
    );
    const snapshot = { paths: Object.keys(contents).sort(), contents };
    expect(detect(snapshot, "Folder 1").name).toBe(name);
  });
});
