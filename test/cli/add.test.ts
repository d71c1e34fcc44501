import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { run } from "../support/cli.ts";
import { folderWith, put, SMALL, treeOf } from "../support/folder.ts";

const spec = (folder: string) => treeOf(folder)["dockwright.yaml"]!;

describe("add", () => {
  test.each<[string[], string, object]>([
    [
      ["backing", "postgres", "--version", "17.10"],
      "services",
      { postgres: { backing: "postgres", version: "17.10" } },
    ],
    [
      ["backing", "redis", "--name", "queue"],
      "services",
      { queue: { backing: "redis", version: "8" } },
    ],
    [
      [
        ...["service", "worker", "--image", "web"],
        ...["--command", "python -m 'the worker'", "--depends-on", "web"],
        ...["--ports", "9000,9101:9001", "--health", "/up"],
      ],
      "services",
      {
        worker: {
          image: "web",
          command: ["python", "-m", "the worker"],
          ports: [9000, { container: 9001, host: 9101 }],
          health: { http: "/up" },
          dependsOn: ["web"],
        },
      },
    ],
    [
      [
        ...["directory", "/app/cache", "--image", "web"],
        ...["--subdirs", "ocr,analysis", "--volume", "cache"],
      ],
      "images",
      {
        web: {
          directories: [
            {
              path: "/app/cache",
              subdirs: ["ocr", "analysis"],
              volume: "cache",
            },
          ],
        },
      },
    ],
  ])(
    "%j edits the spec, shows the diff and writes the files",
    (args, key, expected) => {
      const text = `# mine\n${SMALL["dockwright.yaml"]}`;
      const folder = folderWith({ ...SMALL, "dockwright.yaml": text });
      run(folder);
      const { status, out, err } = run(folder, ["add", ...args]);
      expect({ status, err }).toEqual({ status: 0, err: "" });
      expect(out).toContain("+++ b/dockwright.yaml");
      expect(out).toMatch(/compose\.yaml +changed/);
      expect(parse(spec(folder))).toMatchObject({ [key]: expected });
      expect(spec(folder).startsWith("# mine\n")).toBe(true);
      expect(run(folder, ["--check"]).status).toBe(0);
    },
  );

  test("takes the only image, and the folder that is named", () => {
    const folder = folderWith({}, "above");
    put(`${folder}/shop`, SMALL);
    const args = ["service", "worker", "--command", "python app/main.py"];
    expect(run(folder, ["add", ...args, "--dir", "shop"]).status).toBe(0);
    expect(spec(`${folder}/shop`)).toContain("  worker:\n    image: web\n");
  });

  test("--dry-run shows it, and writes nothing", () => {
    const folder = folderWith(SMALL);
    const { status, out } = run(folder, [
      ...["add", "backing", "redis", "--dry-run"],
    ]);
    expect(status).toBe(0);
    expect(out).toContain("+  redis: { backing: redis");
    expect(treeOf(folder)).toEqual(SMALL);
  });

  test("--json says the same for a machine", () => {
    const folder = folderWith(SMALL);
    const { out } = run(folder, ["add", "backing", "redis", "--json"]);
    expect(JSON.parse(out)).toMatchObject({ spec: "dockwright.yaml" });
  });

  test("edits a spec in JSON", () => {
    const { "dockwright.yaml": yaml, ...rest } = SMALL;
    const json = JSON.stringify(parse(yaml!), null, 2);
    const folder = folderWith({ ...rest, "dockwright.json": `${json}\n` });
    expect(run(folder, ["add", "backing", "redis"]).status).toBe(0);
    const { "dockwright.json": after } = treeOf(folder);
    expect(JSON.parse(after!)).toMatchObject({
      services: { redis: { backing: "redis" } },
    });
  });

  test("says which lines to write into a program", () => {
    const { "dockwright.yaml": yaml, ...rest } = SMALL;
    const files = {
      ...rest,
      "dockwright.config.mjs": `export default ${JSON.stringify(parse(yaml!))};\n`,
    };
    const folder = folderWith(files);
    const { status, err } = run(folder, ["add", "backing", "redis"]);
    expect(status).toBe(2);
    expect(err).toContain(
      'in services: "redis": {"backing":"redis","version":"8"}',
    );
    expect(treeOf(folder)).toEqual(files);
  });
});

describe("add ends with 2, and changes nothing", () => {
  test.each<[string[], string, string]>([
    [["service", "web"], "a service web already", "web-2"],
    [["backing", "redis", "--name", "web"], "already", "--name web-2"],
    [["backing", "postgre"], "no backing service", "did you mean postgres?"],
    [["backing", "redis", "--image", "web"], "has no --image", "--version"],
    [["service", "x", "--image", "wbe"], "no image wbe", "did you mean web?"],
    [["service", "x", "--depends-on", "wbe"], "wbe", "did you mean web?"],
    [["service", "x", "--ports", "99999"], "99999", "1 to 65535"],
    [["service", "x", "--command", "sh 'a"], "a quote", "close"],
    [["service", "X"], "X", "lower-case"],
    [["directory", "a:b"], "a:b", "a path"],
    [["sevrice", "x"], "cannot be added", "did you mean service?"],
    [["service"], "needs a name", "NAME"],
    [["service", "a", "b"], "too many words", "NAME"],
    [[], "nothing is named", "dockwright add service"],
    [["backing", "redis", "--verison", "7"], "--verison", "--version?"],
    [["backing", "redis", "--dir", "gone"], "is no folder", "dockwright.yaml"],
  ])("for %j", (args, message, advice) => {
    const folder = folderWith(SMALL);
    const { status, out, err } = run(folder, ["add", ...args]);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toContain(message);
    expect(err).toContain(advice);
    expect(err).not.toContain("defect");
    expect(treeOf(folder)).toEqual(SMALL);
  });

  test("for a directory that the image has", () => {
    const folder = folderWith(SMALL);
    run(folder, ["add", "directory", "/app/cache"]);
    const before = treeOf(folder);
    const again = run(folder, ["add", "directory", "cache"]);
    expect(again).toMatchObject({ status: 2 });
    expect(again.err).toContain("has the directory cache already");
    expect(treeOf(folder)).toEqual(before);
  });

  test("for a spec with problems of its own, each with its line", () => {
    const files = { "dockwright.yaml": "name: Shop\n" };
    const folder = folderWith(files);
    const { status, err } = run(folder, ["add", "backing", "redis"]);
    expect(status).toBe(2);
    expect(err).toContain("dockwright.yaml:1:7");
    expect(treeOf(folder)).toEqual(files);
  });
});
