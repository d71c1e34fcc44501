import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Image } from "../../src/model/project.ts";
import {
  codeOf,
  commentOn,
  touchLockfile,
  traceAll,
} from "../../src/verify/source-edit.ts";
import { folderWith, treeOf } from "../support/folder.ts";
import { NODE, resolved, type Files } from "../support/specs.ts";

const PYTHON = {
  "requirements.txt": "flask==3.1.0",
  "app/__init__.py": "",
  "app/main.py": '"""Says hello."""\nprint("hello")\n',
  "app/page.html": "<p>",
};

const imageOf = (files: Files, runtime: object, more: object = {}): Image =>
  resolved(
    {
      name: "shop",
      images: { web: { runtime: runtime as { python: string }, ...more } },
      services: { web: { image: "web", command: ["run"] } },
    },
    files,
  ).images[0]!;

const PYTHON_IMAGE = { python: "3.13" };

describe("code", () => {
  test("is what the language runs, of the source", () => {
    const image = imageOf(PYTHON, PYTHON_IMAGE);
    expect(codeOf(folderWith(PYTHON), image).toSorted()).toEqual([
      ...["app/__init__.py", "app/main.py"],
    ]);
  });

  test("is none of what is installed, nor declarations, nor links to nowhere", () => {
    const files = { ...NODE, "src/types.d.ts": "", "src/view.tsx": "" };
    const folder = folderWith({
      ...files,
      "src/node_modules/x/index.js": "",
      "src/deep/.venv/x.js": "",
      "src/folder.js/x.txt": "",
    });
    symlinkSync("nowhere", join(folder, "src/dangling.js"));
    const image = imageOf(files, { node: "22" });
    expect(codeOf(folder, image).toSorted()).toEqual([
      ...["src/server.js", "src/view.tsx"],
    ]);
  });

  test("is counted from the image's context on", () => {
    const files = Object.fromEntries(
      Object.entries(PYTHON).map(([path, text]) => [`api/${path}`, text]),
    );
    const image = imageOf(files, PYTHON_IMAGE, { context: "api" });
    const folder = folderWith(files);
    expect(codeOf(folder, image)).toContain("app/main.py");
    expect(commentOn(folder, image, "word")).toBe("app/main.py");
    expect(treeOf(folder)["api/app/main.py"]).toContain("# word");
  });
});

test("every file of code says the word, and nothing else changes", () => {
  const image = imageOf(PYTHON, PYTHON_IMAGE);
  const folder = folderWith(PYTHON);
  expect(traceAll(folder, image, "word")).toHaveLength(2);
  const statement = '__import__("sys").stderr.write("word\\n")\n';
  expect(treeOf(folder)).toEqual({
    ...PYTHON,
    "app/__init__.py": statement,
    "app/main.py": `"""Says hello."""\n${statement}print("hello")\n`,
  });
});

describe("a comment", () => {
  test("comes to the end of one file, which is an empty package only where there is no other", () => {
    const folder = folderWith(PYTHON);
    const image = imageOf(PYTHON, PYTHON_IMAGE);
    expect(commentOn(folder, image, "word")).toBe("app/main.py");
    expect(treeOf(folder)).toEqual({
      ...PYTHON,
      "app/main.py": `${PYTHON["app/main.py"]}\n# word\n`,
    });
  });

  test("is written as the language writes it", () => {
    const folder = folderWith(NODE);
    const image = imageOf(NODE, { node: "22" });
    expect(commentOn(folder, image, "word")).toBe("src/server.js");
    const text = readFileSync(join(folder, "src/server.js"), "utf8");
    expect(text).toBe("\n// word\n");
  });

  test("is nowhere where there is no code", () => {
    const image = imageOf(PYTHON, PYTHON_IMAGE);
    const folder = folderWith({ "app/notes.txt": "" });
    expect(commentOn(folder, image, "word")).toBeNull();
    expect(treeOf(folder)).toEqual({ "app/notes.txt": "" });
  });
});

describe("an edit", () => {
  const files = { ...PYTHON, "app/aaa.py": "x = 1\n" };
  const image = imageOf(files, PYTHON_IMAGE);

  test.each([
    ["Dockerfile.dockerignore", "*\n!app\n# local\n  app/aaa.py\n"],
    [".dockerignore", "**/a*.py\n"],
  ])("is of a file that a build sees, by %s", (name, text) => {
    const folder = folderWith({ ...files, [name]: text });
    expect(commentOn(folder, image, "word")).toBe("app/main.py");
  });

  test("is of a file that the context's ignore file hides, where the image has its own", () => {
    const folder = folderWith({
      ...files,
      ".dockerignore": "app/aaa.py\n",
      "Dockerfile.dockerignore": "*.txt\n",
    });
    expect(commentOn(folder, image, "word")).toBe("app/aaa.py");
  });

  test("is of a hidden file where there is no other, so that a build shows it", () => {
    const folder = folderWith({ ...PYTHON, ".dockerignore": "**\n" });
    expect(commentOn(folder, image, "word")).not.toBeNull();
  });
});

describe("a lockfile", () => {
  test("says the same in JSON", () => {
    const folder = folderWith({ "package-lock.json": '{"a":1}' });
    touchLockfile(folder, imageOf(NODE, { node: "22" }), "package-lock.json");
    const text = treeOf(folder)["package-lock.json"]!;
    expect(text).not.toBe('{"a":1}');
    expect(JSON.parse(text)).toEqual({ a: 1 });
  });

  test.each(["flask==3.1.0", "flask==3.1.0\n"])(
    "says the same in other files: %j",
    (before) => {
      const folder = folderWith({ "requirements.txt": before });
      const image = imageOf(PYTHON, PYTHON_IMAGE);
      touchLockfile(folder, image, "requirements.txt");
      const lines = treeOf(folder)["requirements.txt"]!.split("\n");
      expect(lines.filter(Boolean)).toEqual(["flask==3.1.0", "# changed"]);
    },
  );
});

describe("a link out of the copy", () => {
  test("is neither traced nor written through", () => {
    const image = imageOf(PYTHON, PYTHON_IMAGE);
    const theirs = folderWith({ "main.py": "theirs", "lock.txt": "theirs" });
    const copy = folderWith({ ...PYTHON, "app/own.py": "x = 1\n" });
    symlinkSync(join(theirs, "main.py"), join(copy, "app/linked.py"));
    symlinkSync(theirs, join(copy, "app/folder"));
    symlinkSync(join(theirs, "lock.txt"), join(copy, "lock.txt"));
    expect(traceAll(copy, image, "word")).not.toContain("app/linked.py");
    touchLockfile(copy, image, "lock.txt");
    expect(treeOf(theirs)).toEqual({
      "main.py": "theirs",
      "lock.txt": "theirs",
    });
    expect(readFileSync(join(copy, "lock.txt"), "utf8")).toBe(
      "theirs\n# changed\n",
    );
  });
});
