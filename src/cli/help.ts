/** What `verify` understands, a line each. */
export const VERIFY_OPTIONS = `  --dir DIR        the folder of the spec (. when left out)
  --only G3,G6     these guarantees alone, with commas between them
  --timeout N      seconds that each build, start and wait may take (300)
  --keep           leave containers, images and the copy of the project, to look inside
  --remove NAME    take away what --keep left
  --junit FILE     also write a JUnit report`;

/** What `--help` prints. */
export const HELP = `dockwright: Docker setup as code. A spec in the repository (dockwright.yaml, .json or
dockwright.config.ts) becomes a Dockerfile, Compose files with watch, ignore files and a guide.

  dockwright [generate] [dir]   write what the spec of a folder says (. when left out)
  dockwright init [dir]         write a first spec from what the project says, and its files
  dockwright add …              put a service, a backing service or a directory into the spec
  dockwright watch [dir]        write it again whenever the spec, or what it is read with, is saved
  dockwright verify [service…]  build it, prove on the engine that it works, leave nothing behind
  dockwright schema             print the spec's JSON Schema

  --check      write nothing; show the diff and end with 1 when a file does not fit the spec (CI)
  --diff       show the diff of each file that changes
  --dry-run    tell what would be written, and write nothing
  --force      also replace files edited by hand or not ours; a copy (.bak) stays beside each
  --merge      bring edits by hand into the new text, with conflict markers (and 1) where both
               changed the same place; with --check, 1 unless that would change nothing
  --json       answer for machines; of watch, a line for each regeneration

  Of init: asks what it cannot find out by itself; --yes asks nothing and takes what is found.
  Also beside a spec that is there, where nothing is asked and nothing else is written:
    --scripts      npm run docker:generate and docker:watch; make (or just) docker and docker-watch
    --hook         a pre-commit hook that refuses a commit whose files do not fit the spec
    --ci           a step of CI that does the same

  Of add, which shows the diff and writes the spec and its files (--dir DIR, --dry-run, --json):
    add service NAME     --image web --command "…" --ports 8000 --health /health --depends-on a,b
    add backing KIND     --version 17 --name db
    add directory PATH   --image web --subdirs a,b --volume cache

  Of verify, whose own --help lists what it proves:
${VERIFY_OPTIONS}

  --help, --version

  Exit status: 0 all fits; 1 drift, a file that was kept, or a guarantee that does not hold;
  2 wrong use, a bad spec, no engine; 130 after Ctrl-C, 143 after SIGTERM.

  The smallest spec, dockwright.yaml:

    name: shop
    images:
      web: { runtime: { node: "24" } }
    services:
      web: { image: web, ports: [3000] }

  Then: dockwright generate && docker compose up --build --wait && docker compose watch`;
