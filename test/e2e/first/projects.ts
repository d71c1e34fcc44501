import type { Files } from "../../support/specs.ts";
import {
  BARE,
  NEXT,
  NPM_WORKSPACE,
  PNPM_WORKSPACE,
  STYLED,
  TSX,
  TWO_LOCKS,
} from "./node.ts";
import { DJANGO, FLASK, ONE_FILE, SRC_PACKAGE } from "./python.ts";

/** Where the service called web listens, and what the body of each path's answer holds. */
export interface Answers {
  readonly port: number;
  readonly paths: Readonly<Record<string, string>>;
}

interface Unprepared {
  readonly name: string;
  readonly files: Files;
  readonly answers: Answers;
}

const HELLO = { "/": "hello" };

const python = { port: 8000, paths: HELLO };
const node = { port: 3000, paths: HELLO };

/** Projects as they are before anybody thought of containers. */
export const UNPREPARED: readonly Unprepared[] = [
  {
    name: "one file of Python with nothing to install",
    files: ONE_FILE,
    answers: python,
  },
  {
    name: "a package below src with an entry point",
    files: SRC_PACKAGE,
    answers: python,
  },
  {
    name: "Flask with a requirements.txt",
    files: FLASK,
    answers: { port: 5000, paths: HELLO },
  },
  {
    name: "Django with postgres, redis and a Celery worker",
    files: DJANGO,
    answers: { port: 8000, paths: { ...HELLO, "/sum/": "3" } },
  },
  {
    name: "one file of Node.js with nothing to install",
    files: BARE,
    answers: node,
  },
  {
    name: "TypeScript that tsx runs, without a lockfile",
    files: TSX,
    answers: node,
  },
  {
    name: "a workspace of npm's with the server in a member",
    files: NPM_WORKSPACE,
    answers: node,
  },
  {
    name: "a workspace of pnpm's with the server in a member",
    files: PNPM_WORKSPACE,
    answers: node,
  },
  {
    name: "a server that runs as it is, beside a build",
    files: STYLED,
    answers: node,
  },
  { name: "two lockfiles", files: TWO_LOCKS, answers: node },
  { name: "Next.js", files: NEXT, answers: node },
];
