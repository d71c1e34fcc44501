import { readFileSync, realpathSync, statSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { standIn } from "../../src/verify/stand-in.ts";
import { folderWith } from "../support/folder.ts";

const FILES = { "data/x": "", "settings.ini": "theirs", "it/copy/data/x": "" };

function scene() {
  const folder = realpathSync(folderWith(FILES));
  const own = join(folder, "it");
  const mounts = join(own, "mounts");
  return { folder, own, inPlaceOf: (it: string) => standIn(own, mounts, it) };
}

test("anybody may write into the folder in place of the user's, whatever the umask", () => {
  const { folder, inPlaceOf } = scene();
  const mask = process.umask(0o077);
  onTestFinished(() => void process.umask(mask));
  const made = inPlaceOf(join(folder, "data"));
  expect(made).not.toBe(join(folder, "data"));
  expect(statSync(made).mode & 0o777).toBe(0o777);
});

test("what services share they share in place of it, too", () => {
  const { folder, own, inPlaceOf } = scene();
  const made = inPlaceOf(join(folder, "data"));
  expect(inPlaceOf(join(folder, "data"))).toBe(made);
  expect(inPlaceOf(join(folder, "other", "data"))).not.toBe(made);
  expect(made.startsWith(`${own}/`)).toBe(true);
});

test("a file is copied, and may be written", () => {
  const { folder, inPlaceOf } = scene();
  const made = inPlaceOf(join(folder, "settings.ini"));
  expect(made).not.toBe(join(folder, "settings.ini"));
  expect(readFileSync(made, "utf8")).toBe("theirs");
  expect(statSync(made).mode & 0o666).toBe(0o666);
  // The other stack starts after it.
  expect(inPlaceOf(join(folder, "settings.ini"))).toBe(made);
});

test.each(["it/copy/data", "it/copy/made/by/docker"])(
  "what is ours stays: %s",
  (path) => {
    const { folder, inPlaceOf } = scene();
    expect(inPlaceOf(join(folder, path))).toBe(join(folder, path));
  },
);

test("a link in the copy that leads to the user's own is the user's", () => {
  const { folder, inPlaceOf } = scene();
  const link = join(folder, "it/copy/linked");
  symlinkSync(join(folder, "data"), link);
  expect(inPlaceOf(link)).not.toBe(link);
  expect(inPlaceOf(join(link, "deeper"))).not.toBe(join(link, "deeper"));
});

test("a folder with a longer name is the user's", () => {
  const { folder, inPlaceOf } = scene();
  expect(inPlaceOf(join(folder, "it-beside"))).not.toBe(
    join(folder, "it-beside"),
  );
});

test("a socket stays what it is", async () => {
  const { folder, inPlaceOf } = scene();
  const path = join(folder, "x.sock");
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => void server.close());
  expect(inPlaceOf(path)).toBe(path);
});
