import {
  hasCheck,
  programOf,
  type Planned,
  type Tools,
} from "./integration.ts";

const PATH = ".github/workflows/dockwright.yml";
const OFFER = "a step of CI that does the same";

/** pnpm through npx: no action or setting of its own is needed, and it goes by `packageManager`. */
const INSTALL = {
  npm: "npm ci",
  pnpm: "npx --yes pnpm install --frozen-lockfile",
};

/** What is run, in the project's folder: in a Node project the version of its lockfile. */
function commandsOf(tools: Tools): string[] {
  const check = `${programOf(tools)} generate --check`;
  return tools.packageJson === null
    ? [check]
    : [INSTALL[tools.packageManager], check];
}

const workflow = (commands: readonly string[], folder: string): string =>
  `# Fails while the Docker files are not what the spec says. Made by \`dockwright init --ci\`, and yours to edit.
name: dockwright
on: [push, pull_request]
permissions:
  contents: read
${folder === "" ? "" : `defaults:\n  run:\n    working-directory: ${JSON.stringify(folder)}\n`}jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-node@v6
        with: { node-version: lts/* }
${commands.map((each) => `      - run: ${each}\n`).join("")}`;

const gitlabJob = (commands: readonly string[], folder: string): string[] => [
  "dockwright:",
  "  image: node:lts",
  "  script:",
  ...[...(folder === "" ? [] : [`cd ${folder}`]), ...commands].map(
    (each) => `    - ${each}`,
  ),
];

/**
 * A step of CI. A workflow of its own where GitHub runs none yet; elsewhere the lines to add are
 * said, since what runs there, and when, is the person's to decide.
 */
export function planCi(tools: Tools): Planned {
  const { root, repository, workflows, gitlab } = tools;
  const { top = root, folder = "", remote = "" } = repository ?? {};
  const commands = commandsOf(tools);
  const byHand = (said: string, lines: readonly string[]): Planned => ({
    name: "ci",
    offer: `${OFFER}: shows what to add`,
    file: null,
    said,
    lines,
  });
  const all = [
    ...workflows,
    ...(gitlab === null ? [] : [{ name: ".gitlab-ci.yml", text: gitlab }]),
  ];
  const present = all.find(({ text }) => hasCheck(text, folder));
  if (present) return byHand(`${present.name} has the check already`, []);
  if (workflows.length > 0)
    return byHand(
      "the workflows stay as they are: add this to one, behind its checkout",
      commands.flatMap((each) => [
        `      - run: ${each}`,
        ...(folder === "" ? [] : [`        working-directory: ${folder}`]),
      ]),
    );
  if (gitlab !== null || remote.includes("gitlab"))
    return byHand(
      "add this job to .gitlab-ci.yml",
      gitlabJob(commands, folder),
    );
  if (remote !== "" && !remote.includes("github"))
    return byHand(
      `add this to your CI${folder === "" ? "" : `, in ${folder}`}`,
      commands,
    );
  const after = workflow(commands, folder);
  return {
    name: "ci",
    offer: `${OFFER} (${PATH})`,
    file: { folder: top, path: PATH, before: null, after },
    said: "new: the same check in CI; commit it",
    lines: [],
  };
}
