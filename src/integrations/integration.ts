/** A file of a person's by its name, with its text. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** Where Git looks for a repository's hooks. */
export interface Hooks {
  /** The folder, an absolute path. */
  readonly folder: string;
  /** The pre-commit hook that is there; null where there is none. */
  readonly text: string | null;
  /** Who has them: this clone alone, every clone (they are committed), or other repositories too. */
  readonly reach: "clone" | "commit" | "machine";
}

/** The Git repository that a project lies in. */
export interface Repository {
  /** The folder of its work tree. */
  readonly top: string;
  /** The project's folder in it; empty where it is the same. */
  readonly folder: string;
  /** Where it is pushed to; empty where nothing is said. */
  readonly remote: string;
  readonly hooks: Hooks;
  /** The file of a program that manages its hooks, lefthook's or pre-commit's. */
  readonly manager: NamedText | null;
}

/** What a project has of the places that its daily commands are called from. */
export interface Tools {
  /** The project's folder, an absolute path. */
  readonly root: string;
  readonly specFile: string;
  readonly packageJson: string | null;
  /** Whether a package.json of the project or its repository names dockwright. */
  readonly isDependency: boolean;
  readonly packageManager: "npm" | "pnpm";
  readonly makefile: NamedText | null;
  readonly justfile: NamedText | null;
  /** Null where there is no Git, or no repository. */
  readonly repository: Repository | null;
  /** The workflows of GitHub Actions, by their paths in the repository. */
  readonly workflows: readonly NamedText[];
  /** The text of .gitlab-ci.yml. */
  readonly gitlab: string | null;
}

/** A file as it is to be. */
export interface NewText {
  /** An absolute path; the file stands in it. */
  readonly folder: string;
  readonly path: string;
  readonly before: string | null;
  readonly after: string;
  /** Permission bits of a file that is not there yet. */
  readonly mode?: number;
}

/** A place of the project's own that dockwright is called from, and what puts it there. */
export interface Integration {
  readonly name: "scripts" | "hook" | "ci";
  /** What a person gets by it. */
  readonly offer: string;
  /** What is written; null where it is there already, or where the file is a person's to change. */
  readonly file: NewText | null;
  /** What the file does now, or why none is written. */
  readonly said: string;
  /** What to put into a file of a person's own. */
  readonly lines: readonly string[];
  /** The command that has to be run before it works; null where it does already. */
  readonly needs: string | null;
}

export type Planned = Omit<Integration, "needs">;

/** How the program is called: the one that the project has installed, or, where nothing is, npm's. */
export const programOf = ({ packageJson }: Tools): string =>
  packageJson === null ? "npx --yes dockwright" : "npx --no-install dockwright";

const CHECK = /^(?!\s*#).*\bdockwright(?: generate)? --check\b/;

/** Whether a text has the check of the project in a folder of its repository, in whichever words. */
export const hasCheck = (text: string, folder: string): boolean =>
  text
    .split("\n")
    .filter((line) => CHECK.test(line))
    .some((line) =>
      folder === "" ? !/\bcd\b/.test(line) : text.includes(folder),
    );
