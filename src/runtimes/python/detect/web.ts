import { finding, type Finding } from "../../detection.ts";
import type { Application } from "./applications.ts";
import {
  dependency,
  isBelowSrc,
  type PythonProject,
  type Target,
} from "./project.ts";

const ANY = "0.0.0.0";

/** What runs one application, in both modes; null where the project installs no server. */
export interface Served {
  readonly production: readonly string[] | null;
  readonly development: readonly string[] | null;
  readonly findings: readonly Finding[];
}

export interface WebFramework {
  readonly title: string;
  readonly packages: readonly string[];
  readonly port: number;
  /** The class that its application is of. */
  readonly type: string;
  serve(project: PythonProject, application: Application, port: number): Served;
}

const missing = (title: string, { file, line }: Target, server: string) =>
  finding(
    "problem",
    "certain",
    `${title} is used, and nothing is installed that serves it`,
    { file, line },
    `add ${server} to the dependencies`,
  );

/** The folder that a development server looks through; not the environment beside it. */
function watched(project: PythonProject, { file }: Target): string[] {
  const [top = "", ...below] = file.split("/");
  if (below.length === 0) return [];
  return ["--reload-dir", isBelowSrc(project, file) ? "src" : top];
}

/** https://www.uvicorn.org/settings/ */
function asgi(
  this: WebFramework,
  project: PythonProject,
  application: Application,
  port: number,
): Served {
  const { module, name, isFactory } = application;
  const factory = isFactory ? ["--factory"] : [];
  const address = ["--host", ANY, "--port", String(port)];
  const target = `${module}:${name}`;
  const hasStandard = /\[[^\]]*\b(?:standard|all)\b/.test(
    dependency(project, ...this.packages)?.wanted ?? "",
  );
  if (dependency(project, "uvicorn") || hasStandard) {
    const production = ["uvicorn", target, ...factory, ...address];
    const reload = ["--reload", ...watched(project, application)];
    return {
      production,
      development: [...production, ...reload],
      findings: [],
    };
  }
  // Quart brings it along.
  if (dependency(project, "hypercorn", "quart")) {
    const call = isFactory ? "()" : "";
    const bind = `${ANY}:${port}`;
    const production = ["hypercorn", "--bind", bind, `${target}${call}`];
    return {
      production,
      development: [...production, "--reload"],
      findings: [],
    };
  }
  const findings = [missing(this.title, application, "uvicorn")];
  return { production: null, development: null, findings };
}

/** https://flask.palletsprojects.com/en/stable/deploying/ */
function wsgi(
  this: WebFramework,
  project: PythonProject,
  application: Application,
  port: number,
): Served {
  const { module, name, isFactory } = application;
  const call = isFactory ? "()" : "";
  const flask = ["flask", "--app", `${module}:${name}${call}`, "run"];
  const server = [...flask, "--host", ANY, "--port", String(port)];
  const development = [...server, "--debug"];
  const bind = `${ANY}:${port}`;
  const target = `${module}:${name}`;
  if (dependency(project, "gunicorn")) {
    const production = ["gunicorn", "--bind", bind, `${target}${call}`];
    return { production, development, findings: [] };
  }
  if (dependency(project, "waitress")) {
    const factory = isFactory ? ["--call"] : [];
    const listen = `--listen=${bind}`;
    const production = ["waitress-serve", listen, ...factory, target];
    return { production, development, findings: [] };
  }
  const told = finding(
    "warning",
    "certain",
    "no server for production is installed, so production runs Flask's development server",
    application,
    "add gunicorn to the dependencies",
  );
  return { production: server, development, findings: [told] };
}

/** Frameworks whose application a server is told by name. */
export const WEB: readonly WebFramework[] = [
  {
    title: "FastAPI",
    packages: ["fastapi"],
    type: "FastAPI",
    port: 8000,
    serve: asgi,
  },
  {
    title: "Starlette",
    packages: ["starlette"],
    type: "Starlette",
    port: 8000,
    serve: asgi,
  },
  {
    title: "Litestar",
    packages: ["litestar"],
    type: "Litestar",
    port: 8000,
    serve: asgi,
  },
  {
    title: "Quart",
    packages: ["quart"],
    type: "Quart",
    port: 8000,
    serve: asgi,
  },
  {
    title: "Flask",
    packages: ["flask", "apiflask"],
    type: "(?:API)?Flask",
    port: 5000,
    serve: wsgi,
  },
];
