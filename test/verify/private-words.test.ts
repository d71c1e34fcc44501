import { expect, test, vi, onTestFinished } from "vitest";
import type { Project } from "../../src/model/project.ts";
import { privateWords } from "../../src/verify/private-words.ts";
import { folderWith } from "../support/folder.ts";

/** @param source A service's secret. @param ofBuild An image's. */
function wordsOf(
  files: Readonly<Record<string, string>>,
  source: object,
  ofBuild: object,
) {
  const images = [{ secrets: [{ source: ofBuild }] }];
  const project = { secrets: [source], images } as unknown as Project;
  return privateWords(project, folderWith(files));
}

test("a project's secrets are known by their values, those of builds too", () => {
  vi.stubEnv("NPM_TOKEN", "npm_0123456789");
  onTestFinished(() => void vi.unstubAllEnvs());
  const files = { "secrets/db": "correct horse battery\n" };
  expect(
    wordsOf(files, { file: "secrets/db" }, { environment: "NPM_TOKEN" }),
  ).toEqual(["correct horse battery", "npm_0123456789"]);
});

test("one of many lines is known by the longest", () => {
  const key = "-----BEGIN-----\nMIIEvQIBADANBgkqhkiG9w0BAQ\nshort\n";
  expect(wordsOf({ "a.key": key }, { file: "a.key" }, { file: "b" })).toEqual([
    "MIIEvQIBADANBgkqhkiG9w0BAQ",
  ]);
});

test.each([
  ["one that is like any other word", { a: "postgres\n" }],
  ["an empty one", { a: "" }],
  ["one that is not there", {}],
])("%s is not looked for", (_, files: Readonly<Record<string, string>>) => {
  expect(
    wordsOf(files, { file: "a" }, { environment: "DOCKWRIGHT_NOT_SET" }),
  ).toEqual([]);
});
