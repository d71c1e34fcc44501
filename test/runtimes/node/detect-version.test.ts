import { expect, test } from "vitest";
import { detected } from "../../support/detection.ts";

const WEB = {
  "package-lock.json": "{}",
  "server.js": "app.listen(3000)",
};
const MANIFEST = {
  scripts: { start: "node server.js" },
  dependencies: { express: "5" },
};

test.each<[string, Record<string, string | object>, string]>([
  [
    ".tool-versions",
    {
      ".tool-versions": "python 3.13.1\nnodejs 22.1.0\n",
      "package.json": MANIFEST,
    },
    "version (certain) .tool-versions:2 Node.js 22",
  ],
  [
    "volta",
    {
      "package.json": { ...MANIFEST, volta: { node: "22.11.0" } },
    },
    "version (certain) package.json:9 Node.js 22",
  ],
])("the version is read from %s", (_, files, line) => {
  const { spec, detection, refused } = detected({ ...WEB, ...files });
  expect(refused).toEqual([]);
  expect(spec!.images!.web!.runtime).toEqual({ node: null });
  const [version] = detection.findings.filter(({ kind }) => kind === "version");
  const { certainty, file, message } = version!;
  expect(`version (${certainty}) ${file}:${version!.line} ${message}`).toBe(
    line,
  );
});
