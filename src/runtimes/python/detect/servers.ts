import { finding, type Finding } from "../../detection.ts";
import type { FoundPort } from "../../detect-ports.ts";
import type { CodeLine } from "../../scan.ts";
import { dependency, type PythonProject } from "./project.ts";
import { LOOPBACK } from "./signs.ts";
import { wholeCalls } from "./whole-calls.ts";

/** A package whose own call serves until it is stopped. */
interface Server {
  readonly title: string;
  readonly packages: readonly string[];
  readonly starts: RegExp;
  /** Where it listens unless it is told. */
  readonly port: number;
  /** What to write so that others than its own machine reach it; null where they do anyway. */
  readonly host: string | null;
  /** What tells it so without a change of code. */
  readonly environment?: Readonly<Record<string, string>>;
}

const HOST = 'host="0.0.0.0"';

const SERVERS: readonly Server[] = [
  // https://www.gradio.app/guides/environment-variables
  {
    title: "Gradio",
    packages: ["gradio"],
    starts: /\.launch\(/,
    port: 7860,
    host: 'server_name="0.0.0.0"',
    environment: { GRADIO_SERVER_NAME: "0.0.0.0" },
  },
  // https://dash.plotly.com/reference#app.run
  {
    title: "Dash",
    packages: ["dash"],
    starts: /\.run(?:_server)?\(/,
    port: 8050,
    host: HOST,
    environment: { HOST: "0.0.0.0" },
  },
  {
    title: "NiceGUI",
    packages: ["nicegui"],
    starts: /\bui\.run\(/,
    port: 8080,
    host: null,
  },
  {
    title: "aiohttp",
    packages: ["aiohttp"],
    starts: /\brun_app\(/,
    port: 8080,
    host: null,
  },
  {
    title: "FastHTML",
    packages: ["python-fasthtml"],
    starts: /^serve\(/,
    port: 5001,
    host: null,
  },
  {
    title: "Bottle",
    packages: ["bottle"],
    starts: /\brun\(/,
    port: 8080,
    host: HOST,
  },
  {
    title: "Sanic",
    packages: ["sanic"],
    starts: /\.run\(/,
    port: 8000,
    host: HOST,
  },
  {
    title: "CherryPy",
    packages: ["cherrypy"],
    starts: /\.quickstart\(/,
    port: 8080,
    host: 'cherrypy.config.update({"server.socket_host": "0.0.0.0"}) before it',
  },
  {
    title: "MCP",
    packages: ["mcp", "fastmcp"],
    starts: /\.run\(.*["'](?:sse|http|streamable-http)["']/,
    port: 8000,
    host: HOST,
  },
  {
    title: "Flask",
    packages: ["flask"],
    starts: /\b(?:app|application)\.run\(/,
    port: 5000,
    host: HOST,
  },
  {
    title: "uvicorn",
    packages: ["uvicorn", "fastapi"],
    starts: /\buvicorn\.run\(/,
    port: 8000,
    host: HOST,
  },
];

/** What a program serves with, where it listens, and whether anybody reaches it. */
export interface Serving {
  readonly title: string | null;
  readonly ports: readonly (Omit<FoundPort, "file"> & {
    readonly file: string | null;
  })[];
  readonly environment: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
}

const problem = (message: string, at: CodeLine, advice: string) =>
  finding(
    "problem",
    "likely",
    `${message}, which no published port reaches`,
    at,
    advice,
  );

/** How a program serves; with no title and no port where nothing shows that it does. */
export function servingOf(
  project: PythonProject,
  own: readonly CodeLine[],
  ports: readonly FoundPort[],
): Serving {
  const lines = wholeCalls(own);
  const known = SERVERS.flatMap((server) => {
    const at = lines.find(({ text }) => server.starts.test(text));
    return at && dependency(project, ...server.packages)
      ? [{ ...server, at }]
      : [];
  })[0];
  const usual = { line: null, file: null, name: null, isCertain: false };
  const listens =
    ports.length > 0 || !known ? ports : [{ ...usual, port: known.port }];
  const serving = { title: known?.title ?? null, ports: listens };
  const none = { ...serving, environment: {}, findings: [] };
  if (listens.length === 0) return none;
  const loopback = lines.find(({ text }) => LOOPBACK.test(text));
  if (loopback) {
    const address = LOOPBACK.exec(loopback.text)!
      .slice(1)
      .find((group) => group);
    const message = "the server listens on its own machine's address alone";
    const advice = `write "0.0.0.0" instead of "${address}"`;
    return { ...none, findings: [problem(message, loopback, advice)] };
  }
  const isTold =
    known === undefined ||
    known.host === null ||
    lines.some(({ text }) => text.includes("0.0.0.0")) ||
    /\b(?:host|server_name)\s*=/.test(known.at.text);
  if (isTold) return none;
  const { title, host, environment, at } = known;
  if (environment) return { ...none, environment };
  const message = `${title} listens on its own machine's address alone unless it is told another one`;
  return { ...none, findings: [problem(message, at, `write ${host}`)] };
}
