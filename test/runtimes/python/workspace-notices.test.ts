import { describe, expect, test } from "vitest";
import { UV_WORKSPACE } from "../../support/monorepo.ts";
import type { Files } from "../../support/specs.ts";
import { ofPython } from "../../support/toolchains.ts";

describe("a workspace is refused", () => {
  const advice = "apps/api, apps/worker, packages/lib, packages/testkit";

  test.each<[string, Files, string | undefined, string]>([
    [
      "without a word of its member",
      UV_WORKSPACE,
      undefined,
      `pyproject.toml is the root of a workspace, and the image does not say which member it runs; write workspace: and one of ${advice}`,
    ],
    [
      "with a word that is nearly one",
      UV_WORKSPACE,
      "my_apy",
      'no member of the workspace is called "my_apy"; did you mean my-api?',
    ],
    [
      "where there is none",
      {
        "pyproject.toml": '[project]\nname = "a"\n',
        "uv.lock": "",
        "a.py": "",
      },
      "a",
      "pyproject.toml is not the root of a workspace; take it out, or write context: and the folder of the root",
    ],
    [
      "where pip installs, which has none",
      { "requirements.txt": "a==1", "a.py": "" },
      "a",
      "pyproject.toml is not the root of a workspace; take it out, or write context: and the folder of the root",
    ],
  ])("%s", (_, files, workspace, expected) => {
    const parts = workspace === undefined ? {} : { workspace };
    const { problems } = ofPython(files, parts);
    expect(
      problems.map(({ key, message, advice: told }) => [
        key,
        `${message}; ${told}`,
      ]),
    ).toEqual([[["workspace"], expected]]);
  });
});
