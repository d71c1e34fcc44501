import { finding } from "../../detection.ts";
import { matches } from "../../scan.ts";
import { dependency, type PythonProject } from "./project.ts";
import { healthOf } from "./signs.ts";
import type { Served } from "./web.ts";

/** The package that holds a Django project's settings, from manage.py: https://docs.djangoproject.com/en/stable/howto/deployment/ */
export function findDjango(project: PythonProject): {
  readonly settings: string;
  readonly line: number;
} | null {
  const text = project.files.read("manage.py") ?? "";
  for (const [index, line] of text.split("\n").entries()) {
    const named = /DJANGO_SETTINGS_MODULE["']\s*,\s*["']([\w.]+)["']/.exec(
      line,
    )?.[1];
    if (named) return { settings: named, line: index + 1 };
  }
  return null;
}

/** What serves it: gunicorn or uvicorn where they are installed, Django's own otherwise. */
export function serveDjango(
  project: PythonProject,
  settings: string,
  port: number,
): Served {
  const development = ["python", "manage.py", "runserver", `0.0.0.0:${port}`];
  const folder = settings.replace(/\.settings(?:\..+)?$/, "");
  const bind = `0.0.0.0:${port}`;
  const has = (file: string) =>
    project.files.has(`${folder.replaceAll(".", "/")}/${file}.py`);
  if (dependency(project, "gunicorn") && has("wsgi")) {
    const production = [
      "gunicorn",
      "--bind",
      bind,
      `${folder}.wsgi:application`,
    ];
    return { production, development, findings: [] };
  }
  if (dependency(project, "uvicorn") && has("asgi")) {
    const address = ["--host", "0.0.0.0", "--port", String(port)];
    const production = ["uvicorn", `${folder}.asgi:application`, ...address];
    return { production, development, findings: [] };
  }
  const told = finding(
    "warning",
    "certain",
    "no server for production is installed, so production runs Django's development server",
    { file: "manage.py", line: null },
    "add gunicorn to the dependencies",
  );
  // Without a watcher of files, which production has no use for.
  const production = [...development, "--noreload"];
  return { production, development, findings: [told] };
}

/** A health path of urls.py, where the settings let the container ask itself; else null. */
export function djangoHealth(project: PythonProject) {
  const hosts = matches(project.lines, /\bALLOWED_HOSTS\s*=\s*(.*)/);
  const isOpen = hosts.every(({ groups }) =>
    /["'](?:\*|127\.0\.0\.1)["']/.test(groups[0] ?? ""),
  );
  const routes = project.lines.filter(
    ({ text, file }) => /\burls\.py$/.test(file) && /\bpath\(/.test(text),
  );
  // As the others write a route, so that the names are looked for in one place.
  const asRoute = routes.map((each) => ({
    ...each,
    text: each.text.replace(/\bpath\(/, "Route("),
  }));
  const isIncluded = routes.some(({ text }) => /\binclude\(/.test(text));
  const [found] = healthOf(asRoute).filter(
    ({ file }) =>
      !isIncluded ||
      routes.some((each) => each.file === file && /\badmin\b/.test(each.text)),
  );
  return isOpen && hosts.length > 0 ? (found ?? null) : null;
}
