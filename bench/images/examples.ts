/** What is edited in an example, and how its image shows that it works. */
export interface Example {
  readonly name: string;
  /** What every one of its Dockerfiles starts from. */
  readonly base: string;
  readonly source: string;
  /** A line of code: it reaches what is compiled, as an edit of a person's would. */
  readonly sourceLine: (stamp: string) => string;
  readonly lockfile: string;
  /** An end that means nothing, so that the lockfile stays valid and the same packages are installed. */
  readonly lockfileEnd: (stamp: string) => string;
  /** Runs in the container; ends with 0 once the program works. */
  readonly probe: readonly string[];
  /** Whether the program has to run for the probe, or the probe is all that runs. */
  readonly serves: boolean;
}

const pythonHealth = [
  "python",
  "-c",
  "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health')",
];
const nodeHealth = [
  "node",
  "-e",
  "fetch('http://127.0.0.1:3000/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))",
];

const comment = (stamp: string) => `# ${stamp}\n`;

/** JSON has no comments; its white space can spell. */
const whiteSpace = (stamp: string) =>
  `${[...Buffer.from(stamp)].map((byte) => byte.toString(2).replaceAll("0", " ").replaceAll("1", "\t")).join("\n")}\n`;

export const EXAMPLES: readonly Example[] = [
  {
    name: "thoth",
    base: "python:3.13-slim",
    source: "src/thoth/api.py",
    sourceLine: (stamp) => `${stamp} = True\n`,
    lockfile: "uv.lock",
    lockfileEnd: comment,
    probe: [
      "python",
      "-c",
      "import thoth.api, thoth.mcp_server, thoth.pdf_monitor, thoth.discovery",
    ],
    serves: false,
  },
  {
    name: "fastapi-pip",
    base: "python:3.13-slim",
    source: "app/main.py",
    sourceLine: (stamp) => `${stamp} = True\n`,
    lockfile: "requirements.txt",
    lockfileEnd: comment,
    probe: pythonHealth,
    serves: true,
  },
  {
    name: "express-npm",
    base: "node:22-slim",
    source: "src/app.js",
    sourceLine: (stamp) => `export const ${stamp} = true;\n`,
    lockfile: "package-lock.json",
    lockfileEnd: whiteSpace,
    probe: nodeHealth,
    serves: true,
  },
  {
    name: "fastify-pnpm",
    base: "node:22-slim",
    source: "src/app.ts",
    sourceLine: (stamp) => `export const ${stamp} = true;\n`,
    lockfile: "pnpm-lock.yaml",
    lockfileEnd: comment,
    probe: nodeHealth,
    serves: true,
  },
];
