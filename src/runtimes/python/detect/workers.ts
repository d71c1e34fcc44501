import type { Place } from "../../detection.ts";
import { byName, matches } from "../../scan.ts";
import {
  dependency,
  moduleOf,
  targets,
  type PythonProject,
  type Target,
} from "./project.ts";

/** A process beside the web server. */
export interface Worker extends Place {
  readonly name: "worker" | "beat";
  readonly title: string;
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const SCHEDULE =
  /\b(?:beat_schedule|CELERY_BEAT_SCHEDULE|add_periodic_task|CELERYBEAT_SCHEDULE)\b/;

/** Celery's worker, and its scheduler where something is scheduled: https://docs.celeryq.dev/en/stable/reference/cli.html */
function findCelery(project: PythonProject): Worker[] {
  if (!dependency(project, "celery")) return [];
  const found = targets(
    project,
    /^(\w+)(?:\s*:\s*\w+)?\s*=\s*(?:(?:celery\.)?Celery\(|\w+\.extensions\[["']celery["']\]|(?:make|create|init)_celery\w*\(|celery_init_app\()/,
  );
  const [application] = byName(found, [
    "celery",
    "celery_app",
    "worker",
    "tasks",
  ]);
  if (!application) return [];
  const { module, name, file, line } = application;
  // `-A shop` looks into shop.celery by itself, and in a module for `app` and `celery`.
  const isFound = name === "app" || name === "celery";
  const plain = module.replace(/\.celery$/, "");
  const celery = ["celery", "--app", isFound ? plain : `${module}:${name}`];
  const level = ["--loglevel", "info"];
  const worker: Worker = {
    name: "worker",
    title: "Celery",
    command: [...celery, "worker", ...level],
    file,
    line,
  };
  const [scheduled] = [
    ...matches(project.lines, SCHEDULE).map(({ at }) => at),
    ...[dependency(project, "django-celery-beat")].flatMap(
      (each) => each ?? [],
    ),
  ];
  if (!scheduled) return [worker];
  // Where it notes what ran last; the working directory is not its own.
  const state = ["--schedule", "/tmp/celerybeat-schedule"];
  const isDatabase = dependency(project, "django-celery-beat") !== null;
  const scheduler = isDatabase
    ? ["--scheduler", "django_celery_beat.schedulers:DatabaseScheduler"]
    : state;
  const beat: Worker = {
    name: "beat",
    title: "Celery beat",
    command: [...celery, "beat", ...level, ...scheduler],
    file: scheduled.file,
    line: scheduled.line,
  };
  return [worker, beat];
}

interface Queue {
  readonly title: string;
  /** What gives its tasks away: for most of them the name that the worker is told, in the first group. */
  readonly tasks: RegExp;
  command(found: readonly Target[]): readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const nameOf = ({ module, name }: Target) => `${module}.${name}`;
const unique = (words: readonly string[]) => [...new Set(words)];

/** Queues that have a worker's program of their own, by the package. */
const QUEUES: Readonly<Record<string, Queue>> = {
  // https://python-rq.org/docs/workers/
  rq: {
    title: "RQ",
    tasks: /\bQueue\((?:\s*["']([\w-]+)["'])?/,
    command: (found) => [
      ...["rq", "worker"],
      ...unique(found.map(({ name }) => name)),
    ],
    environment: { RQ_REDIS_URL: "redis://redis:6379/0" },
  },
  // https://dramatiq.io/guide.html
  dramatiq: {
    title: "Dramatiq",
    tasks: /^@(?:dramatiq\.)?(actor)\b/,
    command: (found) => [
      "dramatiq",
      ...unique(found.map(({ module }) => module)),
    ],
  },
  // https://arq-docs.helpmanual.io
  arq: {
    title: "arq",
    tasks: /^class\s+(\w*WorkerSettings)\b/,
    command: ([first]) => ["arq", nameOf(first!)],
  },
  // https://huey.readthedocs.io/en/latest/consumer.html
  huey: {
    title: "Huey",
    tasks: /^(\w+)\s*=\s*(?:\w+\.)?\w*Huey\(/,
    command: ([first]) => ["huey_consumer", nameOf(first!)],
  },
};

function findQueue(project: PythonProject): Worker[] {
  return Object.entries(QUEUES).flatMap(([name, queue]): Worker[] => {
    const { title, tasks, command, environment } = queue;
    if (!dependency(project, name)) return [];
    const found = matches(project.lines, tasks).flatMap(({ at, groups }) => {
      const module = moduleOf(project, at.file);
      return module === null
        ? []
        : [{ module, name: groups[0] ?? "default", ...at }];
    });
    const [first] = found;
    if (!first) return [];
    const { file, line } = first;
    const own = matches(
      project.lines,
      /\bWorker\(.*\)\.work(\()|\bworker\.work(\()/,
    );
    // A program that works by itself is started as it is.
    const [started] = name === "rq" ? own : [];
    const place = started ? started.at : { file, line };
    return [
      {
        name: "worker",
        title,
        command: started ? ["python", started.at.file] : command(found),
        file: place.file,
        line: place.line,
        ...(environment && !started && { environment }),
      },
    ];
  });
}

/** Every process that works beside the web server: the first of each name. */
export function findWorkers(project: PythonProject): Worker[] {
  const all = [...findCelery(project), ...findQueue(project)];
  return all.filter(
    ({ name }, index) => all.findIndex((each) => each.name === name) === index,
  );
}
