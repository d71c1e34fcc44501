import { inTerminal, KEYS } from "./terminal.ts";

const { enter, down, space, clear } = KEYS;

/** Questions in their order, each with the keys that answer it. */
export type Walk = readonly (readonly [question: string, ...keys: string[]])[];

/** A text in place of the one that stands there. */
export const typed = (text: string) => [clear, text, enter];

/** A service of thoth's: its answers up to how it shows that it works. */
const service = (name: string, ports: string, volumes = ""): Walk => [
  ["Your own services", ...(name === "thoth-mcp" ? [] : [down]), enter],
  ["What is it called?", name, enter],
  [
    `Which command does ${name} run?`,
    `python -m thoth ${name.slice("thoth-".length)}`,
    enter,
  ],
  [`Which ports does ${name} listen at?`, ports, enter],
  [`Which folders are mounted into ${name}?`, volumes, enter],
];
const needsPostgres = (name: string): Walk => [
  [`What does ${name} need?`, space, enter],
  [`When you save a file, what does ${name} do?`, enter],
];
/** Without a port, a command is the first choice. */
const byCommand = (name: string): Walk => [
  [`How does ${name} show that it works?`, "\u001b[A", enter],
  ["Which command?", `python -m thoth health ${name.slice(6)}`, enter],
];

/** The spec of thoth, from nothing. */
export const THOTH: Walk = [
  ["How do you want to begin?", down, down, enter],
  ["What is the project called?", enter],
  ["Who do the services run as?", ...typed("thoth")],
  ["Which uid and gid does the user have?", enter],
  ["Directories that thoth writes", down, enter],
  ["Which directory?", "/app/cache", enter],
  ["Which folders in /app/cache?", "ocr, analysis, citations", enter],
  ["Which volume keeps /app/cache?", "thoth-cache", enter],
  ["Directories that thoth writes", enter],
  ["Which backing services does it use?", space, enter],
  ["Which version of postgres?", enter],
  ...service("thoth-mcp", "8081 sse, 8082 http"),
  ["How does thoth-mcp show that it works?", "\u001b[A".repeat(4), enter],
  ["Which path answers?", enter],
  ["At which port?", down, enter],
  ...needsPostgres("thoth-mcp"),
  ...service("thoth-api", "8000"),
  ["How does thoth-api show that it works?", "\u001b[A".repeat(4), enter],
  ["Which path answers?", enter],
  ["What does thoth-api need?", down, space, enter],
  ["When you save a file, what does thoth-api do?", enter],
  ...service("thoth-pdf-monitor", "", "./inbox:/app/inbox:ro"),
  ...byCommand("thoth-pdf-monitor"),
  ["What does thoth-pdf-monitor need?", down, down, space, enter],
  ["When you save a file, what does thoth-pdf-monitor do?", enter],
  ...service("thoth-discovery", ""),
  ...byCommand("thoth-discovery"),
  ["What does thoth-discovery need?", down, down, down, space, enter],
  ["When you save a file, what does thoth-discovery do?", enter],
  ["Your own services", enter],
  ["Write them?", enter],
  ["What else is to be set up?", enter],
];

/** Through every kind of question once, with what was detected. */
export const THROUGH: Walk = [
  ["How do you want to begin?", down, enter],
  ["What is the project called?", enter],
  ["Who do the services run as?", enter],
  [
    "Which uid and gid does the user have?",
    "\u001b[B".repeat(9),
    "\u001b[A",
    enter,
  ],
  ["uid:gid", ...typed("1200:1300")],
  ["Directories that web writes", down, enter],
  ["Which directory?", "uploads", enter],
  ["Which folders in uploads?", enter],
  ["Which volume keeps uploads?", enter],
  ["Directories that web writes", enter],
  ["Which backing services does it use?", down, space, enter],
  ["Which version of redis?", enter],
  ["Your own services", down, down, enter],
  ["Which command does web run?", enter],
  ["Which ports does web listen at?", enter],
  ["Which folders are mounted into web?", enter],
  ["How does web show that it works?", enter],
  ["Which path answers?", enter],
  ["What does web need?", space, enter],
  ["When you save a file, what does web do?", enter],
  ["Your own services", enter],
  ["Write them?", enter],
  ["What else is to be set up?", enter],
];

/** Answers questions in a terminal. */
export async function walk(
  terminal: ReturnType<typeof inTerminal>,
  steps: Walk,
): Promise<void> {
  for (const [question, ...keys] of steps)
    await terminal.answer(question, ...keys);
}
