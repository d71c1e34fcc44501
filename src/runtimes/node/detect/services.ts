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
import { dependency, type NodeProject } from "./project.ts";
import { missingFor, scriptPlace, startOf } from "./scripts.ts";
import { LISTEN, LOOPBACK, PORTS, SERVES, STAYS } from "./signs.ts";

export interface FoundServices {
  readonly services: readonly DetectedService[];
  readonly findings: readonly Finding[];
  readonly framework: Framework | null;
  readonly commands: Commands;
}

const of = (project: NodeProject, list: readonly Framework[]) =>
  list.find(({ packages }) => {
    const found = dependency(project, ...packages);
    return found !== null && (list === FRONT_ENDS || !found.isDevelopment);
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

/** A server that only its own machine reaches. */
function loopback(
  project: NodeProject,
  framework: Framework | null,
): Finding[] {
  const { lines } = project;
  const said = lines.find(({ text }) => LOOPBACK.test(text));
  const silent =
    framework?.title === "Fastify"
      ? lines.find(({ text }, at) => {
          const statement = lines
            .slice(at, at + 4)
            .map((each) => each.text)
            .join("\n");
          return LISTEN.test(text) && !/\bhost\b/.test(statement);
        })
      : undefined;
  const found = said ?? silent;
  return found
    ? [
        finding(
          "problem",
          "likely",
          "the server listens on its own machine's address alone, which no published port reaches",
          found,
          'write host: "0.0.0.0"',
        ),
      ]
    : [];
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

/** Vite listens on its own machine's address unless it is told; beside a server, at the server's port. */
function reachable(
  command: readonly string[] | null,
  port: number | null,
): readonly string[] | null {
  if (command?.[0] !== "vite" || command.includes("--host")) return command;
  const at =
    port === null || command.includes("--port") ? [] : ["--port", String(port)];
  return [...command, "--host", "0.0.0.0", ...at];
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
  const service: DetectedService = {
    name: port ? "web" : "app",
    framework: kind?.title ?? null,
    command: {
      production,
      development: reachable(
        development,
        kind?.isFrontEnd ? null : (port?.port ?? null),
      ),
    },
    ports: port ? [{ container: port.port, name: null }] : [],
    healthPath: health && !health.isPrefixed ? health.path : null,
    ends: !stays,
    environment: {
      ...commands.environment,
      ...(port && portVariable(project, port.port, kind)),
    },
    envFiles: commands.envFiles,
  };
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
      ...(runs
        ? [serviceFinding(service, commands.certainty, commands.place)]
        : []),
      ...(port ? [portFinding(port)] : []),
      ...(health ? [healthFinding(health)] : []),
      ...beside.map((each) => each.finding),
      ...(kind?.isFrontEnd && production === null ? [unserved(kind)] : []),
      ...loopback(project, kind),
      ...commands.findings,
    ],
  };
}
