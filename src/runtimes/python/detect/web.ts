import { finding, type Finding } from "../../detection.ts";
import { byName } from "../../scan.ts";
import {
  dependency,
  isBelowSrc,
  targets,
  type PythonProject,
  type Target,
} from "./project.ts";

/** Where the application of a web framework usually lies. */
const NAMES = [
  "main",
  "app",
  "server",
  "api",
  "asgi",
  "wsgi",
  "application",
  "__init__",
];

const ANY = "0.0.0.0";

/** What runs one application, in both modes; null where the project installs no server. */
export interface Served {
  readonly production: readonly string[] | null;
  readonly development: readonly string[] | null;
  readonly findings: readonly Finding[];
}

interface Application extends Target {
  readonly isFactory: boolean;
}

export interface WebFramework {
  readonly title: string;
  readonly packages: readonly string[];
  readonly port: number;
  /** Where its application is put together, with the variable or function in the first group. */
  readonly application: RegExp;
  readonly factory: RegExp;
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
    dependency(project, "fastapi")?.wanted ?? "",
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
  if (dependency(project, "hypercorn")) {
    const production = ["hypercorn", "--bind", `${ANY}:${port}`, target];
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

const assigned = (call: string) =>
  new RegExp(`^(\\w+)(?:\\s*:\\s*[\\w.]+)?\\s*=\\s*(?:\\w+\\.)?${call}\\(`);
const returned = (type: string) =>
  new RegExp(
    `^(?:async\\s+)?def\\s+(\\w+)\\(\\s*\\)\\s*->\\s*["']?(?:\\w+\\.)?${type}\\b`,
  );

const framework = (
  title: string,
  packages: readonly string[],
  type: string,
  rest: Pick<WebFramework, "port" | "serve">,
): WebFramework => ({
  title,
  packages,
  application: assigned(type),
  factory: returned(type),
  ...rest,
});

/** Frameworks whose application a server is told by name. */
export const WEB: readonly WebFramework[] = [
  framework("FastAPI", ["fastapi"], "FastAPI", { port: 8000, serve: asgi }),
  framework("Starlette", ["starlette"], "Starlette", {
    port: 8000,
    serve: asgi,
  }),
  framework("Litestar", ["litestar"], "Litestar", { port: 8000, serve: asgi }),
  framework("Quart", ["quart"], "Quart", { port: 8000, serve: asgi }),
  {
    ...framework("Flask", ["flask"], "Flask", { port: 5000, serve: wsgi }),
    // Every parameter has a default, so that it can be called with none.
    factory:
      /^def\s+((?:create|make)_app)\((?:\s*\w+[^,()=]*=[^,()]*(?:,|(?=\))))*\s*\)/,
  },
];

/** The application of a framework, or null where none stands by itself in a module. */
export function findApplication(
  project: PythonProject,
  { application, factory }: WebFramework,
): Application | null {
  const made = byName(targets(project, application), NAMES);
  if (made[0]) return { ...made[0], isFactory: false };
  const [called] = byName(targets(project, factory), NAMES);
  return called ? { ...called, isFactory: true } : null;
}
