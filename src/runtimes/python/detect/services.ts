import {
  finding,
  type Certainty,
  type DetectedService,
  type Finding,
  type Place,
} from "../../detection.ts";
import type { CodeLine } from "../../scan.ts";
import { byName, matches } from "../../scan.ts";
import {
  healthFinding,
  portFinding,
  serviceFinding,
} from "../../detect-service.ts";
import {
  findApplication,
  guessApplication,
  uncallable,
} from "./applications.ts";
import { djangoHealth, findDjango, serveDjango } from "./django.ts";
import { findPrograms, type Program } from "./programs.ts";
import { dependency, type PythonProject } from "./project.ts";
import { servingOf } from "./servers.ts";
import { allPorts, healthOf, MAY_STAY, portIn, STAYS } from "./signs.ts";
import { WEB, type Served } from "./web.ts";
import { findWorkers } from "./workers.ts";

interface Found {
  readonly services: readonly DetectedService[];
  readonly findings: readonly Finding[];
}

interface WebParts {
  readonly title: string;
  readonly place: Place;
  readonly served: Served;
  readonly port: NonNullable<ReturnType<typeof portIn>>;
  readonly health: ReturnType<typeof healthOf>[number] | null;
  readonly healthCertainty?: Certainty;
}

/** A server behind a port. */
function web({ title, place, served, port, health }: WebParts): Found {
  const isTaken = health !== null && !health.isPrefixed;
  const service: DetectedService = {
    name: "web",
    framework: title,
    command: served,
    ports: [{ container: port.port, name: null }],
    healthPath: isTaken ? health.path : null,
    ends: false,
    environment: {},
  };
  const { production, development } = served;
  return {
    services:
      production || development
        ? [{ ...service, command: { production, development } }]
        : [],
    findings: [
      serviceFinding(service, "certain", place),
      portFinding(port),
      ...(health ? [healthFinding(health)] : []),
      ...served.findings,
    ],
  };
}

function* byFramework(project: PythonProject): Generator<Found> {
  const [health = null] = healthOf(project.lines);
  const django = findDjango(project);
  if (django) {
    const port = portIn(project.lines, project, 8000)!;
    const served = serveDjango(project, django.settings, port.port);
    const place = { file: "manage.py", line: django.line };
    yield web({
      title: "Django",
      place,
      served,
      port,
      health: djangoHealth(project),
    });
  }
  const installed = WEB.filter(({ packages }) =>
    dependency(project, ...packages),
  );
  for (const find of [findApplication, guessApplication])
    for (const framework of installed) {
      const place = find(project, framework.type);
      if (!place) continue;
      const port = portIn(project.lines, project, framework.port)!;
      const served = framework.serve(project, place, port.port);
      yield web({ title: framework.title, place, served, port, health });
    }
  const [page] = byName(
    matches(project.lines, /^import\s+streamlit(\b)/)
      .map(({ at }) => at)
      .filter(({ file }) => !/(?:^|\/)pages\//.test(file)),
    ["streamlit_app", "app", "main", "home"],
  );
  if (page && dependency(project, "streamlit")) yield streamlit(project, page);
}

/** https://docs.streamlit.io/develop/api-reference/configuration/config.toml */
function streamlit(project: PythonProject, { file, line }: CodeLine): Found {
  const port = portIn([], project, 8501)!;
  const options = `--server.port ${port.port} --server.address 0.0.0.0 --server.headless true`;
  const command = ["streamlit", "run", file, ...options.split(" ")];
  const served = { production: command, development: command, findings: [] };
  const health = { path: "/_stcore/health", file, line, isPrefixed: false };
  return web({
    title: "Streamlit",
    place: { file, line },
    served,
    port,
    health,
  });
}

/** What is to be said of a program of which nobody knows whether it ends. */
function mayStay(lines: readonly CodeLine[]): Finding[] {
  const own = new Set(
    matches(lines, /^\s*(?:async\s+)?def\s+(\w+)/).map(
      ({ groups }) => groups[0],
    ),
  );
  const at = lines.find(({ text }) => {
    const method = MAY_STAY.exec(text)?.[1];
    return method !== undefined && !own.has(method);
  });
  if (!at) return [];
  const [call] = MAY_STAY.exec(at.text)!;
  return [
    finding(
      "warning",
      "guess",
      `the program is taken for one that ends, as nothing is known of ${call})`,
      at,
      'if it keeps running, take restart: "no" out of its service; if it listens at a port, write ports: [8000] there',
    ),
  ];
}

/** What is to be said where several files can be started. */
function choice({ others = [], command, file, line }: Program): Finding[] {
  const [other] = others;
  if (other === undefined) return [];
  const shown = others.slice(0, 4).join(", ");
  const rest = others.length > 4 ? ` and ${others.length - 4} more` : "";
  return [
    finding(
      "warning",
      "likely",
      `\`${command.join(" ")}\` is taken, and ${shown}${rest} can be started too`,
      { file, line },
      `write another one's command where it is meant: command: [python, ${other}]`,
    ),
  ];
}

/** A program that no framework serves: with a port where its code shows that it listens. */
function program(project: PythonProject, found: Program): Found {
  const { name, command, lines, file, line } = found;
  const isSubcommand = name !== "app";
  const serving = servingOf(project, lines, allPorts(lines));
  const { ports, title, environment } = serving;
  const [health = null] = ports.length > 0 ? healthOf(lines) : [];
  const stays = ports.length > 0 || lines.some(({ text }) => STAYS.test(text));
  const isServer = ports.length > 0 && !isSubcommand;
  const named = ports.length > 1;
  const ends = !stays && !isSubcommand;
  const unknown = ends ? mayStay(lines) : [];
  const isSure =
    !ends || (project.dependencies.length === 0 && unknown.length === 0);
  const certainty =
    isSure || found.certainty !== "certain" ? found.certainty : "likely";
  const service: DetectedService = {
    name: isServer ? "web" : name,
    framework: title,
    command: { production: command, development: command },
    ports: ports.map((each) => ({
      container: each.port,
      name: named ? each.name : null,
    })),
    healthPath: health && !health.isPrefixed ? health.path : null,
    ends,
    environment,
  };
  return {
    services: [service],
    findings: [
      serviceFinding(service, certainty, { file, line }),
      ...ports.map(portFinding),
      ...(health ? [healthFinding(health)] : []),
      ...serving.findings,
      // What a Procfile starts is no choice of ours.
      ...(project.files.has("Procfile") ? [] : [...choice(found), ...unknown]),
    ],
  };
}

/** Everything that runs: the web application, its workers; else a program. */
export function findServices(project: PythonProject): Found {
  const served = byFramework(project).next().value;
  const workers = findWorkers(project).map((worker): Found => {
    const { name, title, command, environment = {} } = worker;
    const service: DetectedService = {
      name,
      framework: title,
      command: { production: command, development: command },
      ports: [],
      healthPath: null,
      ends: false,
      environment,
    };
    const told = serviceFinding(service, "certain", worker);
    return { services: [service], findings: [told] };
  });
  const main = served ? [served] : [];
  const found =
    main.length + workers.length > 0
      ? [...main, ...workers]
      : findPrograms(project).map((each) => program(project, each));
  // A program that is found may call it with all that it asks for.
  const told =
    found.length > 0
      ? []
      : WEB.filter(({ packages }) => dependency(project, ...packages)).flatMap(
          ({ title, type }) => uncallable(project, title, type),
        );
  return {
    services: found.flatMap(({ services }) => services),
    findings: [...found.flatMap(({ findings }) => findings), ...told],
  };
}
