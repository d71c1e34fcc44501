import {
  finding,
  type DetectedService,
  type Finding,
} from "../../detection.ts";
import { choosePort, portsIn } from "../../detect-ports.ts";
import {
  healthFinding,
  portFinding,
  serviceFinding,
} from "../../detect-service.ts";
import { findCommands, type Commands } from "./commands.ts";
import { FRAMEWORKS, FRONT_ENDS, type Framework } from "./frameworks.ts";
import { findHealth } from "./health.ts";
import { hostVariables, loopback, reachable, unported } from "./reach.ts";
import { dependency, type NodeProject } from "./project.ts";
import { missingFor, scriptPlace, startOf } from "./scripts.ts";
import { PORTS, SERVES, STAYS } from "./signs.ts";

export interface FoundServices {
  readonly services: readonly DetectedService[];
  readonly findings: readonly Finding[];
  readonly framework: Framework | null;
  readonly commands: Commands;
}

const of = (project: NodeProject, list: readonly Framework[]) =>
  list.find(({ packages, isFrontEnd, isBundled, sign }) => {
    const found = dependency(project, ...packages);
    if (found === null) return false;
    const isThere =
      sign === null || project.lines.some(({ text }) => sign.test(text));
    return isThere && (isFrontEnd || isBundled || !found.isDevelopment);
  }) ?? null;

/** `-p 4000` and `--port=4000` of a command, as the code lines that ports are looked for in. */
function portOf(words: readonly string[] | null): number | null {
  const text = (words ?? []).join(" ");
  const [, port] =
    /(?:^|\s)(?:-p|-l|--port|--listen)[= ](?:\S*:)?(\d{2,5})\b/.exec(text) ??
    [];
  return port === undefined ? null : Number(port);
}

function findPort(
  project: NodeProject,
  commands: Commands,
  framework: Framework | null,
) {
  const { production, development, environment, place } = commands;
  const told =
    portOf(production) ??
    portOf(development) ??
    (Number(environment.PORT) || null);
  if (told !== null)
    return { ...place, port: told, name: null, isCertain: true };
  const configuration = [
    "vite.config.ts",
    "vite.config.js",
    "vite.config.mts",
  ].flatMap((file) =>
    (project.files.read(file) ?? "")
      .split("\n")
      .map((text, index) => ({ file, line: index + 1, text })),
  );
  const lines = framework?.isFrontEnd ? configuration : project.lines;
  // Without a framework a number that is called a port may be anybody's.
  const serves =
    framework !== null || project.lines.some(({ text }) => SERVES.test(text));
  if (!serves) return null;
  // Next.js takes its port from the environment, never from code.
  const inCode = framework?.output ? [] : portsIn(lines, PORTS);
  return choosePort(inCode, project, framework?.port ?? null);
}

/** PORT is handed over where code reads it and has another one, or none, in its place. */
function portVariable(
  { lines }: NodeProject,
  port: number,
  framework: Framework | null,
): Record<string, string> {
  const reads = lines.filter(({ text }) =>
    /\bprocess\.env\.PORT\b|\bPORT\b.*process\.env/.test(text),
  );
  const isTold = reads.some(({ text }) => text.includes(String(port)));
  const isRead = framework?.output
    ? port !== framework.port
    : reads.length > 0 && !isTold;
  const hasDefault = lines.some(({ text }) =>
    new RegExp(`\\bPORT\\s*=\\s*["']${port}["']`).test(text),
  );
  return isRead && !hasDefault ? { PORT: String(port) } : {};
}

const unserved = (framework: Framework): Finding =>
  finding(
    "problem",
    "certain",
    `${framework.title} makes files for a browser, and nothing in production serves them`,
    { file: "package.json", line: null },
    'run `npm install serve` and write "start": "serve --single --listen 3000 dist", or serve them from your own server',
  );

/** Processes beside the server that package.json has a script for. */
function workers(
  project: NodeProject,
): { service: DetectedService; finding: Finding }[] {
  const names = Object.keys(project.manifest.scripts).filter((name) =>
    /^(?:start:)?workers?$|^queue$/.test(name),
  );
  return names.slice(0, 1).flatMap((script) => {
    const started = startOf(project, script);
    if (!started || missingFor(project, started.words) !== null) return [];
    const service: DetectedService = {
      name: "worker",
      framework: null,
      command: { production: started.words, development: started.words },
      ports: [],
      healthPath: null,
      ends: false,
      environment: started.environment,
      envFiles: started.envFiles,
    };
    return [
      {
        service,
        finding: serviceFinding(
          service,
          "likely",
          scriptPlace(project, script),
        ),
      },
    ];
  });
}

interface Parts {
  readonly kind: Framework | null;
  readonly commands: Commands;
  readonly port: ReturnType<typeof findPort>;
  readonly health: ReturnType<typeof findHealth>;
  readonly stays: boolean;
}

/** The server or the program. */
function toService(
  project: NodeProject,
  { kind, commands, port, health, stays }: Parts,
): DetectedService {
  const { production, development, environment, envFiles } = commands;
  const beside = kind?.isFrontEnd ? null : (port?.port ?? null);
  return {
    name: port ? "web" : "app",
    framework: kind?.title ?? null,
    command: { production, development: reachable(development, beside) },
    ports: port ? [{ container: port.port, name: null }] : [],
    healthPath: health && !health.isPrefixed ? health.path : null,
    ends: !stays,
    environment: {
      ...kind?.environment,
      ...environment,
      ...(port && portVariable(project, port.port, kind)),
      ...(port && hostVariables(project)),
    },
    envFiles,
  };
}

/** What is to be said of it, where it runs. */
function tell(
  project: NodeProject,
  service: DetectedService,
  { commands, port, stays }: Parts,
): Finding[] {
  const opens = project.lines.find(({ text }) => SERVES.test(text));
  // That nothing was seen to stay says little.
  const certainty = stays ? commands.certainty : "guess";
  return [
    serviceFinding(service, certainty, commands.place),
    ...(!port && opens ? [unported(opens)] : []),
  ];
}

/** What runs: the server or the program, and a worker beside it. */
export function findServices(project: NodeProject): FoundServices {
  const framework = of(project, FRAMEWORKS);
  const browser = framework ? null : of(project, FRONT_ENDS);
  const commands = findCommands(project, framework ?? browser);
  const { production, development } = commands;
  // A server of its own, which shows what the front end makes.
  const kind = browser && production === null ? browser : framework;
  const port = findPort(project, commands, kind);
  const health =
    port && !kind?.isFrontEnd ? findHealth(project, kind?.title ?? null) : null;
  const stays =
    port !== null || project.lines.some(({ text }) => STAYS.test(text));
  const parts = { kind, commands, port, health, stays };
  const service = toService(project, parts);
  const beside = workers(project);
  const runs = production !== null || development !== null;
  return {
    framework: kind,
    commands,
    services: [
      ...(runs ? [service] : []),
      ...beside.map((each) => each.service),
    ],
    findings: [
      ...(runs ? tell(project, service, parts) : []),
      ...(port ? [portFinding(port)] : []),
      ...(health ? [healthFinding(health)] : []),
      ...beside.map((each) => each.finding),
      ...(kind?.isFrontEnd && production === null ? [unserved(kind)] : []),
      ...loopback(project, kind),
      ...commands.findings,
    ],
  };
}
