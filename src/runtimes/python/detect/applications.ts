import { finding, type Finding } from "../../detection.ts";
import { byName, matches, type CodeLine } from "../../scan.ts";
import {
  moduleOf,
  targets,
  type PythonProject,
  type Target,
} from "./project.ts";
import { wholeCalls } from "./whole-calls.ts";

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

/** What a server is told: a module, and in it an application or a function that makes one. */
export interface Application extends Target {
  readonly isFactory: boolean;
}

interface Factory extends Target {
  /** Parameters that have no default, so that no server can call it. */
  readonly asks: readonly string[];
}

/** What a function that makes an application is called where its code does not tell which one. */
const USUAL = /^(?:create|make|build|get|init)_(?:\w+_)?app(?:lication)?$/;

const DEFINITION =
  /^(?:async\s+)?def\s+(\w+)\((.*)\)\s*(?:->\s*["']?([\w.]+))?[^:]*:/;

/** `config`, `*, name` and `size=(1, 2)` of a function's head, as far as somebody has to pass them. */
function asked(parameters: string): string[] {
  const plain = parameters.replace(/\[[^\]]*\]|\([^()]*\)|\{[^}]*\}/g, "");
  return plain
    .split(",")
    .map((each) => each.trim())
    .filter((each) => /^\w/.test(each) && !each.includes("="))
    .map((each) => /^\w+/.exec(each)![0]);
}

/** A function at the top of a module, with the lines that are in it. */
interface Defined {
  readonly head: CodeLine;
  readonly body: CodeLine[];
}

function definitions(project: PythonProject): Defined[] {
  const found: Defined[] = [];
  let isOpen = false;
  for (const each of wholeCalls(project.lines)) {
    const last = found.at(-1);
    const isInside = isOpen && last?.head.file === each.file;
    // What closes the head of a function that is written over several lines is no end of it.
    if (isInside && !/^[^\s)]/.test(each.text)) {
      last!.body.push(each);
      continue;
    }
    isOpen = DEFINITION.test(each.text);
    if (isOpen) found.push({ head: each, body: [] });
  }
  return found;
}

/** Functions that make an application: by what they say that they return, or by what they do. */
function findFactories(project: PythonProject, type: string): Factory[] {
  const call = `(?:\\w+\\.)?${type}\\(`;
  const isOfType = new RegExp(`^(?:\\w+\\.)?${type}$`);
  const isReturned = new RegExp(`^\\s+return\\s+${call}`);
  const named = new RegExp(`^\\s+(\\w+)(?:\\s*:[^=]+)?\\s*=\\s*${call}`);
  return definitions(project).flatMap(({ head, body }) => {
    const { file, line, text } = head;
    const [, name = "", parameters = "", returned = ""] =
      DEFINITION.exec(text) ?? [];
    const made = matches(body, named).map(({ groups }) => groups[0]);
    const gives = body.some(
      (each) =>
        isReturned.test(each.text) ||
        made.includes(/^\s+return\s+(\w+)\s*$/.exec(each.text)?.[1]),
    );
    const module = moduleOf(project, file);
    return module !== null && (gives || isOfType.test(returned))
      ? [{ module, name, file, line, asks: asked(parameters) }]
      : [];
  });
}

/** `app = create_app()` at the top of a module. */
function calledAtTop(
  project: PythonProject,
  isFactory: (name: string) => boolean,
): Target[] {
  const pattern = /^(\w+)(?:\s*:\s*[\w.]+)?\s*=\s*(?:\w+\.)*([a-z_]\w*)\(/;
  return matches(project.lines, pattern).flatMap(({ at, groups }) => {
    const module = moduleOf(project, at.file);
    const [name, called] = groups;
    return module !== null && name && called && isFactory(called)
      ? [{ module, name, file: at.file, line: at.line }]
      : [];
  });
}

/** The application of a class, or null where no server could find one. */
export function findApplication(
  project: PythonProject,
  type: string,
): Application | null {
  const assigned = new RegExp(
    `^(\\w+)(?:\\s*:\\s*[\\w.]+)?\\s*=\\s*(?:\\w+\\.)?${type}\\(`,
  );
  const factories = findFactories(project, type);
  const isOne = (called: string) =>
    factories.some(({ name }) => name === called);
  for (const made of [
    targets(project, assigned),
    calledAtTop(project, isOne),
  ]) {
    const [first] = byName(made, NAMES);
    if (first) return { ...first, isFactory: false };
  }
  const callable = factories.filter(({ asks }) => asks.length === 0);
  const isUsual = ({ name }: Factory) => USUAL.test(name);
  const [factory] = byName(
    callable.some(isUsual) ? callable.filter(isUsual) : callable,
    NAMES,
  );
  return factory ? { ...factory, isFactory: true } : null;
}

/** An application that comes of a function which the project does not show, by the function's name. */
export function guessApplication(project: PythonProject): Application | null {
  const made = calledAtTop(project, (name) => USUAL.test(name));
  const [first] = byName(made, NAMES);
  return first ? { ...first, isFactory: false } : null;
}

/** Functions that make an application and that no server can call. */
export function uncallable(
  project: PythonProject,
  title: string,
  type: string,
): Finding[] {
  return findFactories(project, type)
    .filter(({ asks }) => asks.length > 0)
    .slice(0, 1)
    .map(({ name, asks, file, line }) =>
      finding(
        "warning",
        "likely",
        `${name} makes the application of ${title} and asks for ${asks.join(", ")}, which no server passes`,
        { file, line },
        `write a wsgi.py with app = ${name}(…) in it, which a server finds`,
      ),
    );
}
