import type { DetectInput } from "../../detection.ts";
import { healthIn, type HealthRules } from "../../detect-health.ts";
import { choosePort, portsIn, type FoundPort } from "../../detect-ports.ts";
import type { CodeLine } from "../../scan.ts";
import { wholeCalls } from "./whole-calls.ts";

/** A port in code that listens there, the surest way of writing it first. */
const LISTENS = [
  /\benviron\.get\(\s*["']PORT["']\s*,\s*["']?(\d{2,5})/,
  /\b(?:getenv|env|config)(?:\.int)?\(\s*["']PORT["']\s*,\s*(?:default\s*=\s*|cast\s*=\s*int\s*,\s*default\s*=\s*)?["']?(\d{2,5})/,
  /\b(?:run|run_app|run_server|run_simple|Server|Config|serve|start_server|create_server|launch|FastMCP|TCPSite)\(.*?\b(?:server_)?port\s*=\s*(\d{2,5})/,
  /(?:Server|\.listen|\.bind)\(\s*\(\s*["'][^"']*["']\s*,\s*(\d{2,5})/,
  /\bserver_address\s*=\s*\(\s*["'][^"']*["']\s*,\s*(\d{2,5})/,
  /\b(?:serve|run_simple|start_server|create_server|TCPSite)\(.*?["'][\w.:]*["']\s*,\s*(\d{2,5})\b/,
  /\badd_(?:in)?secure_port\(\s*f?["'][^"']*:(\d{2,5})["']/,
  /\bstart_http_server\(\s*(\d{2,5})/,
  /\bsocket_port["']?\s*[:=]\s*(\d{2,5})/,
  /\.listen\(\s*(\d{2,5})/,
];

/** A port under a name: whether anything listens there, other lines have to say. */
const NAMED = [
  /^\s*(?:([A-Z]+)_)?PORT\b(?:\s*:\s*\w+)?\s*=\s*(?:int\()?["']?(\d{2,5})/,
  /^\s*port\s*:\s*int\s*=\s*(\d{2,5})/,
  /^\s*port\s*=\s*["']?(\d{2,5})["']?\s*,?\s*$/,
  /["']--port["'].*\bdefault\s*=\s*(\d{2,5})/,
];

/** A server that listens somewhere, whatever its port. */
const SERVES =
  /\bserve_forever\b|\brun_(?:app|simple|server)\(|\b(?:uvicorn|hypercorn|waitress)\b|(?:HTTP|TCP|UDP|RPC|WSGI|Web)Server\b|\b(?:start|create)_server\(|(?<!event)\.listen\(|\.(?:launch|quickstart)\(|\.bind\(\s*\(|\b(?:app|application|server|api|mcp|socketio|ui)\.(?:run|start|serve)\w*\(|\bserve\(|\badd_(?:in)?secure_port\(|\bstart_http_server\(/;

const HEALTH: HealthRules = {
  routes: [
    /@(\w+)\.(?:get|route|api_route|custom_route)\(\s*(?:path\s*=\s*)?["']([^"']+)["']/,
    /\b(app|application)\.(?:add_url_rule|add_route|router\.add_get|add_api_route)\(\s*["']([^"']+)["']/,
    /\b(Route|web\.get)\(\s*["']([^"']+)["']/,
    /(self)\.path\s*==\s*["']([^"']+)["']/,
  ],
  mounted: /^(?!app$|application$|server$|api$|mcp$|self$)/,
  prefix:
    /\b(?:include_router|register_blueprint|APIRouter|Blueprint|mount)\(.*\b(?:(?:url_)?prefix\s*=|["']\/\w)/,
};

/** The port of a server that a framework runs. */
export const portIn = (
  lines: readonly CodeLine[],
  input: Pick<DetectInput, "hints">,
  usual: number | null,
) =>
  choosePort(portsIn(wholeCalls(lines), [...LISTENS, ...NAMED]), input, usual);

/** The ports of a program, as far as its code shows that it listens. */
export function allPorts(lines: readonly CodeLine[]): FoundPort[] {
  const isServer = lines.some(({ text }) => SERVES.test(text));
  const patterns = isServer ? [...LISTENS, ...NAMED] : LISTENS;
  return portsIn(wholeCalls(lines), patterns);
}

export const healthOf = (lines: readonly CodeLine[]) => healthIn(lines, HEALTH);

/** What keeps a process up: a server, a loop, a scheduler, a bot. */
export const STAYS = new RegExp(
  [
    SERVES.source,
    String.raw`\bwhile\s+(?:True|1|(?:self\.)?_?(?:is_)?running|not\s+[\w.]*(?:stop|shut|exit|quit|kill)\w*)\b`,
    String.raw`\.(?:run_forever|run_polling|infinity_polling|start_polling|polling|start_consuming|wait_for_termination|run_until_disconnected|mainloop|loop_forever|work)\(`,
    String.raw`\b(?:bot|client)\.(?:run|start)\(|\b(?:updater|app)\.idle\(|\bSocketModeHandler\(`,
    String.raw`\bsignal\.pause\(|\bEvent\(\)\.wait\(|\bpubsub\(|\bawatch\(|\bin\s+watch\(|\bObserver\(\)|\bin\s+\w*consumer\b`,
    String.raw`\bBlockingScheduler\b|\bschedule\.run_pending`,
  ].join("|"),
);

/** A call that may keep a process up; whose it is stands in front, what it is called in the first group. */
export const MAY_STAY =
  /(?<![\w.])(?!(?:self|cls|subprocess|asyncio|anyio|trio|typer)\.)(?:\w+\.)*[A-Za-z_]\w*(?:\(\))?\.(run|start|serve|poll|consume|subscribe|run_\w+|start_\w+|serve_\w+)\(/;

const OWN_ADDRESS = String.raw`["'](127\.0\.0\.1|localhost)`;

/** A server that answers on this machine's own address alone, which no published port reaches. */
export const LOOPBACK = new RegExp(
  [
    String.raw`\b(?:run|run_app|run_server|run_simple|serve|launch|Server|Config|FastMCP|TCPSite)\(.*?\b(?:host|hostname|server_name|address)\s*=\s*${OWN_ADDRESS}["']`,
    String.raw`(?:Server|start_server|create_server|run_simple|\bserve|\.listen|\.bind|TCPSite)\(.*?${OWN_ADDRESS}["']\s*,\s*[\w(]`,
    String.raw`\badd_(?:in)?secure_port\(\s*f?${OWN_ADDRESS}:`,
    String.raw`\b(?:server_address\s*=\s*\(|socket_host["']?\s*[:=])\s*${OWN_ADDRESS}["']`,
    String.raw`^\s*(?:HOST|host)\b(?:\s*:\s*\w+)?\s*=\s*${OWN_ADDRESS}["']`,
  ].join("|"),
);
