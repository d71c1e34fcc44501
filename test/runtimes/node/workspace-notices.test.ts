import { describe, expect, test } from "vitest";
import { ofNode, told } from "../../support/toolchains.ts";
import { NPM_WORKSPACE, PNPM_WORKSPACE } from "../../support/monorepo.ts";

describe("a workspace is refused", () => {
  test.each<[string, Parameters<typeof ofNode>[0], string | undefined, string]>(
    [
      [
        "without a word of its member",
        NPM_WORKSPACE,
        undefined,
        "package.json is the root of a workspace, and the image does not say which member it runs; write workspace: and one of apps/api, apps/web, packages/data, packages/lint, packages/shared, packages/tsconfig",
      ],
      [
        "with a word that is nearly one",
        PNPM_WORKSPACE,
        "apps/apii",
        'no member of the workspace is called "apps/apii"; did you mean apps/api?',
      ],
      [
        "with a name that is nearly one",
        PNPM_WORKSPACE,
        "@mono/wep",
        'no member of the workspace is called "@mono/wep"; did you mean @mono/web?',
      ],
      [
        "with another word",
        NPM_WORKSPACE,
        "server",
        'no member of the workspace is called "server"; write one of apps/api, apps/web, packages/data, packages/lint, packages/shared, packages/tsconfig',
      ],
      [
        "where there is none",
        { "package.json": {}, "package-lock.json": "", "a.js": "" },
        "apps/api",
        "package.json is not the root of a workspace; take it out, or write context: and the folder of the root",
      ],
      [
        "whose members pnpm copies",
        {
          ...PNPM_WORKSPACE,
          "pnpm-workspace.yaml":
            "packages: [packages/*, apps/*]\ninjectWorkspacePackages: true\n",
        },
        "apps/api",
        "pnpm-workspace.yaml has injectWorkspacePackages: members would be copied before their source is there; take it out and run `pnpm install`",
      ],
    ],
  )("%s", (_, files, workspace, expected) => {
    const parts = workspace === undefined ? {} : { workspace };
    const { problems } = ofNode(files, parts);
    expect(
      problems.map(({ key, message, advice }) => [
        key,
        `${message}; ${advice}`,
      ]),
    ).toEqual([[["workspace"], expected]]);
  });
});

test.each(["packages:", "packages: 5", "{", "onlyBuiltDependencies: [a]"])(
  "pnpm's settings without members are no workspace: %j",
  (text) => {
    const files = {
      "package.json": {},
      "pnpm-lock.yaml": "",
      "pnpm-workspace.yaml": text,
      "a/package.json": {},
      "server.js": "",
    };
    expect(told(ofNode(files)).problems).toEqual([]);
  },
);
