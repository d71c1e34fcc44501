import type { Place } from "../../detection.ts";
import { byName, matches } from "../../scan.ts";
import { dependency, targets, type PythonProject } from "./project.ts";

/** A process beside the web server. */
export interface Worker extends Place {
  readonly name: "worker" | "beat";
  readonly title: string;
  readonly command: readonly string[];
}

const SCHEDULE =
  /\b(?:beat_schedule|CELERY_BEAT_SCHEDULE|add_periodic_task|CELERYBEAT_SCHEDULE)\b/;

/** Celery's worker, and its scheduler where something is scheduled: https://docs.celeryq.dev/en/stable/reference/cli.html */
export function findCelery(project: PythonProject): Worker[] {
  if (!dependency(project, "celery")) return [];
  const found = targets(
    project,
    /^(\w+)(?:\s*:\s*\w+)?\s*=\s*(?:celery\.)?Celery\(/,
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
