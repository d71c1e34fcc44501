import type { HealthRules } from "../../detect-health.ts";
import type { WriteRule } from "../../find-written.ts";

/** A port in code, the surest way of writing it first. */
export const PORTS: readonly RegExp[] = [
  /\bprocess\.env(?:\.PORT|\[["']PORT["']\])\)?\s*(?:\?\?|\|\|)\s*["']?(\d{2,5})/,
  /\bPORT\s*=\s*["'](\d{2,5})["']/,
  /\b(?:get|getOrThrow)(?:<\w+>)?\(\s*["']PORT["']\s*,\s*["']?(\d{2,5})/,
  /\.listen\(\s*(?:\{[^}]*\bport\s*:\s*)?(\d{2,5})\b/,
  /^\s*(?:(?:export\s+)?(?:const|let|var)\s+)?port\s*[:=]\s*(?:Number\(|parseInt\(|\+)?["']?(\d{2,5})\b/i,
  /\bport\s*:\s*(\d{2,5})\s*[,}]/,
  /\bnew\s+Server\(\s*(\d{2,5})\b/,
  /--port[= ](\d{2,5})\b/,
];

export const HEALTH: HealthRules = {
  routes: [
    /\b(\w+)\.(?:get|all|route|head)(?:<[^(]*>)?\(\s*["'`]([^"'`]+)["'`]/,
    /\b(url|path)\s*:\s*["'`]([^"'`]+)["'`]/,
    /\b(url|pathname|path)\s*===?\s*["'`]([^"'`]+)["'`]/,
  ],
  mounted: /rout(?:er|es)|^r$|controller/i,
  prefix:
    /\.(?:use|route|mount|basePath)\(\s*["'`]\/\w|\bprefix\s*:\s*["'`]\/?\w|\bsetGlobalPrefix\(/,
};

/** What opens a port. */
export const SERVES =
  /\.listen\(|\bcreateServer\(|\b(?:Bun\.)?serve\(|\bstartStandaloneServer\(|\bnew\s+(?:WebSocketServer|WebSocket\.Server)\(/;

/** What keeps a process up. */
export const STAYS =
  /\.listen\(|\bcreateServer\(|\bserve\(|\bsetInterval\(|\bnew\s+(?:Worker|CronJob)\(|\bpolling\s*:\s*true|\.startPolling\(|\.(?:work|process)\(\s*(?:["'`]|\w+\)|async\b|\()|\.start\(\)|\.on\(\s*["'`](?:message|messageCreate|connection)["'`]|\bwhile\s*\(\s*(?:true|1)\s*\)|\.login\(|\.launch\(|\.consume\(|\.subscribe\(|\beachMessage\b|\bcron\.schedule\(|\bBun\.serve\b|\bchokidar\.watch\(/;

/** How code gives away what it writes. */
export const WRITES: readonly WriteRule[] = [
  {
    pattern: /\bmkdir(?:Sync)?\(\s*["'`]([^"'`$]+)["'`]/,
    isFile: false,
    certainty: "certain",
  },
  {
    pattern:
      /\b(?:writeFile|appendFile|createWriteStream)(?:Sync)?\(\s*["'`]([^"'`$]+)["'`]/,
    isFile: true,
    certainty: "certain",
  },
  {
    pattern:
      /\b(?:writeFile|appendFile|createWriteStream)(?:Sync)?\(\s*`([\w./-]+\/)\$\{/,
    isFile: false,
    certainty: "certain",
  },
  {
    pattern: /\bmulter\(\s*\{\s*dest\s*:\s*["'`]([^"'`$]+)["'`]/,
    isFile: false,
    certainty: "certain",
  },
  {
    pattern: /\b(?:dest|destination|uploadDir)\s*:\s*["'`]([^"'`$]+)["'`]/,
    isFile: false,
    certainty: "likely",
  },
  {
    pattern:
      /\b(?:new\s+(?:Database|DatabaseSync|sqlite3\.Database))\(\s*["'`](?!:memory)([^"'`$]+)["'`]/,
    isFile: true,
    certainty: "certain",
  },
  {
    pattern:
      /(?<![A-Z])(?:UPLOADS?|MEDIA|DATA|CACHE|OUTPUT|EXPORTS?|STORAGE)(?:_(?:DIR|DIRECTORY|FOLDER|PATH|ROOT))?\s*(?:=|:|\?\?|\|\|)\s*["'`](?:\.\/)?((?:\/app\/)?[a-z][\w./-]*)["'`]/,
    isFile: false,
    certainty: "likely",
  },
  {
    pattern:
      /\b\w*_?(?:DIR|FOLDER|DIRECTORY)\s*(?:=|\?\?|\|\|)\s*["'`](\/app\/[\w./-]+)["'`]/,
    isFile: false,
    certainty: "likely",
  },
];
