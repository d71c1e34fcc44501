import type { ContextFiles } from "../../model/snapshot.ts";

/** Who names what the project runs with, where a build step can read it without running it. */
export type Listing = "setup.py" | "setup.cfg";

/** What a Dockerfile depends on in setup.py and setup.cfg: https://setuptools.pypa.io/en/latest/userguide/ */
export interface Setup {
  readonly hasSetupPy: boolean;
  /** Files of the project that they name: building it reads them. */
  readonly files: readonly string[];
  readonly listing: Listing | null;
  /** What it runs with, as it is written. */
  readonly requirements: readonly string[];
  /** Whether setup.py works out what it runs with, which nobody knows who does not run it. */
  readonly isComputed: boolean;
}

/** A text of Python's, or a comment, in which there is none. */
const TEXT = /#[^\n]*|"([^"\n]*)"|'([^'\n]*)'/g;

const textsIn = (code: string): string[] =>
  [...code.matchAll(TEXT)].flatMap(([, one, other]) => one ?? other ?? []);

/** `install_requires=[…]` with nothing but texts in it. */
const LITERAL =
  /\binstall_requires\s*=\s*\[((?:[\s,]|#[^\n]*|"[^"\n]*"|'[^'\n]*')*)\]\s*[,)]/;

/** The lines of `install_requires` below [options]. */
const OF_OPTIONS =
  /^\[options\][^\n]*\n(?:(?!\[)[^\n]*\n)*?install_requires\s*=([^\n]*(?:\n[ \t]+[^\n]*)*)/m;

const withoutComments = (text: string) => text.replace(/^[ \t]*#.*\n?/gm, "");

/** Reads the setup.py and setup.cfg of a folder. */
export function readSetup(files: ContextFiles): Setup {
  const code = withoutComments(files.read("setup.py") ?? "");
  const configuration = withoutComments(files.read("setup.cfg") ?? "");
  const literal = LITERAL.exec(code)?.[1];
  const lines = OF_OPTIONS.exec(configuration)?.[1] ?? "";
  const listed = lines
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const named = [...textsIn(code), ...configuration.split(/[\s,=:]+/)];
  const inCode = textsIn(literal ?? "");
  const ofConfiguration = listed.length > 0 ? "setup.cfg" : null;
  return {
    hasSetupPy: files.has("setup.py"),
    files: [...new Set(named)].filter(files.has),
    listing: inCode.length > 0 ? "setup.py" : ofConfiguration,
    requirements: inCode.length > 0 ? inCode : listed,
    isComputed: literal === undefined && /\binstall_requires\b/.test(code),
  };
}
