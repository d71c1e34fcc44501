import type { DetectInput } from "../../detection.ts";
import { healthIn, type HealthRules } from "../../detect-health.ts";
import { choosePort, portsIn } from "../../detect-ports.ts";
import type { CodeLine } from "../../scan.ts";

/** A port in code, the surest way of writing it first. */
const PORTS = [
  /\benviron\.get\(\s*["']PORT["']\s*,\s*["']?(\d{2,5})/,
  /\b(?:getenv|env|config)(?:\.int)?\(\s*["']PORT["']\s*,\s*(?:default\s*=\s*|cast\s*=\s*int\s*,\s*default\s*=\s*)?["']?(\d{2,5})/,
  /\b(?:run|run_app|Server|Config|serve|start_server|launch)\(.*\b(?:server_)?port\s*=\s*(\d{2,5})/,
  /(?:HTTP|TCP)Server\(\s*\(\s*["'][^"']*["']\s*,\s*(\d{2,5})/,
  /\.listen\(\s*(\d{2,5})/,
  /^\s*(?:([A-Z]+)_)?PORT\b(?:\s*:\s*\w+)?\s*=\s*(?:int\()?["']?(\d{2,5})/,
  /^\s*port\s*:\s*int\s*=\s*(\d{2,5})/,
  /^\s*port\s*=\s*(\d{2,5})\s*,?\s*$/,
];

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

export const portIn = (
  lines: readonly CodeLine[],
  input: Pick<DetectInput, "hints">,
  usual: number | null,
) => choosePort(portsIn(lines, PORTS), input, usual);

export const allPorts = (lines: readonly CodeLine[]) => portsIn(lines, PORTS);

export const healthOf = (lines: readonly CodeLine[]) => healthIn(lines, HEALTH);

/** What keeps a process up: a server, a loop, a scheduler, a bot. */
export const STAYS =
  /\bwhile\s+(?:True|1)\b|\.(?:serve_forever|run_forever|run_polling|infinity_polling|start_polling|start_consuming|wait_for_termination|run_until_disconnected|listen|launch|mainloop)\(|\brun_app\(|\buvicorn\.(?:run|Server)|\b(?:app|application|server|mcp|bot|client|socketio)\.run\(|\bsignal\.pause\(|\bBlockingScheduler\b|\bserve\(|\bpubsub\(|\bawatch\(|\bin\s+watch\(|asyncio\.(?:Event\(\)\.wait|start_server)\b|\bschedule\.run_pending/;

/** A server that answers on this machine's own address alone, which no published port reaches. */
export const LOOPBACK =
  /\b(?:host|server_name|address)\s*=\s*["'](127\.0\.0\.1|localhost)["']|(?:HTTPServer|TCPServer|start_server)\(\s*\(?\s*["'](127\.0\.0\.1|localhost)["']/;
