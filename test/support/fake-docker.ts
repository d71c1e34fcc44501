import { chmodSync } from "node:fs";
import { join } from "node:path";
import { run } from "./cli.ts";
import { folderWith, SMALL } from "./folder.ts";

interface Answers {
  readonly engine?: string;
  readonly compose?: string;
  readonly buildx?: string;
  /** What it does when it is asked for anything else, in the shell's language. */
  readonly otherwise?: string;
}

/** A search path on which `docker` is a script: it tells its versions, has nothing, and whatever else is asked fails. */
export function fakeDocker({
  engine = "28.0.0",
  compose = "2.40.0",
  buildx = "v0.20.0",
  otherwise = 'case "$*" in *--filter*) ;; *) echo it does not work >&2; exit 1 ;; esac',
}: Answers = {}): NodeJS.ProcessEnv {
  const script = `#!/bin/sh
case "$1 $2" in
"version --format") echo "${engine}" ;;
"compose version") echo "${compose}" ;;
"buildx version") echo "github.com/docker/buildx ${buildx} 0a1b2c3" ;;
*) ${otherwise} ;;
esac
`;
  const folder = folderWith({ docker: script }, "bin");
  chmodSync(join(folder, "docker"), 0o755);
  return { PATH: `${folder}:/usr/bin:/bin` };
}

/** A search path on which there is no docker at all. */
export const noDocker = (): NodeJS.ProcessEnv => ({
  PATH: folderWith({}, "bin"),
});

/** The smallest project, generated. */
export function generated(): string {
  const folder = folderWith({
    ...SMALL,
    "dockwright.yaml": `${SMALL["dockwright.yaml"]}  worker: { image: web, command: [python, app/main.py] }\n`,
  });
  run(folder);
  return folder;
}
