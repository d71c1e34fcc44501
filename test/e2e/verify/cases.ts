import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Broken } from "./broken.ts";
import {
  DIRECTORIES,
  dockerfile,
  impatient,
  instead,
  otherUser,
  spec,
} from "./edits.ts";
import { OF_IMAGES } from "./image-cases.ts";

export const CASES: readonly Broken[] = [
  {
    name: "a directory that root makes",
    edit: instead("RUN mkdir -p /app/data/exports"),
    caught: "G3",
    message:
      /^\/app\/data\/exports cannot be written by 1000:1000 \(in the image\); it belongs to 0:0 mode 755$/,
    cause: ["Dockerfile", "RUN mkdir -p /app/data/exports"],
  },
  {
    name: "a directory whose name is no pattern",
    spec: spec("subdirs: [exports]", "subdirs: [exports, c++]"),
    edit: dockerfile(
      "    /app/data/exports \\\n    /app/data/c++\n",
      "    /app/data/exports\nmkdir -m 755 /app/data/c++\n",
    ),
    caught: "G3",
    message:
      /^\/app\/data\/c\+\+ cannot be written by 1000:1000 \(in the image\); it belongs to 0:0 mode 755$/,
    cause: ["Dockerfile", "mkdir -m 755 /app/data/c++"],
  },
  {
    name: "a directory that is made after USER",
    edit: (root) => {
      dockerfile(DIRECTORIES, "\n")(root);
      const user = "USER ${APP_UID}:${APP_GID}\nCMD";
      const text = readFileSync(join(root, "Dockerfile"), "utf8");
      const at = text.lastIndexOf(user);
      const made =
        "USER ${APP_UID}:${APP_GID}\nRUN mkdir -p /app/data/exports\nCMD";
      writeFileSync(
        join(root, "Dockerfile"),
        text.slice(0, at) + made + text.slice(at + user.length),
      );
    },
    caught: "G1",
    message: /^it does not build$/,
    cause: ["Dockerfile", "RUN mkdir -p /app/data/exports"],
  },
  {
    name: "a brace in mkdir",
    edit: instead(
      'RUN mkdir -p /app/data/{exports,imports} && chown -R "$APP_UID:$APP_GID" /app/data',
    ),
    caught: "G3",
    message: /^\/app\/data\/exports is not there \(in the image\)$/,
    cause: [
      "Dockerfile",
      'RUN mkdir -p /app/data/{exports,imports} && chown -R "$APP_UID:$APP_GID" /app/data',
    ],
  },
  {
    name: "a Compose user that is not the owner",
    spec: impatient,
    edit: otherUser,
    caught: "G2",
    message: /^it runs as 1234:1234, and the spec says 1000:1000$/,
    cause: ["compose.override.yaml", 'user: "1234:1234"'],
  },
  {
    name: "a Compose user that cannot write",
    spec: impatient,
    edit: otherUser,
    caught: "G3",
    message: /^\/app\/data cannot be written by 1000:1000 \(running\)/,
    cause: ["compose.override.yaml", 'user: "1234:1234"'],
  },
  {
    name: "a watch target that is root's",
    edit: (root) => {
      dockerfile(
        'install -d -o "$APP_UID" -g "$APP_GID" /app /app/app /app/tests',
        'install -d -o "$APP_UID" -g "$APP_GID" /app /app/tests',
      )(root);
      dockerfile(
        "COPY --chown=${APP_UID}:${APP_GID} app ./app",
        "COPY app ./app",
      )(root);
    },
    caught: "G6",
    message:
      /^it (?:stays in the container|is not there under its new name alone) within 30 s$/,
    cause: ["Dockerfile", "COPY app ./app"],
  },
  {
    name: "a program that ends, and is started again and again",
    spec: spec(
      "health: { http: /health }",
      "production: { command: [python, --version] }",
    ),
    caught: "G4",
    message: /^it does not stay up: it has ended \d+ times/,
    cause: ["dockwright.yaml", "production: { command: [python, --version] }"],
  },
  {
    name: "a health check with curl, and no curl",
    spec: spec(
      "health: { http: /health }",
      "health: { command: [curl, -f, http://localhost:8000/health] }",
    ),
    caught: "G4",
    message: /^its health test needs curl, which the image does not have$/,
    cause: [
      "dockwright.yaml",
      "health: { command: [curl, -f, http://localhost:8000/health] }",
    ],
  },
  {
    name: "a command in the shell form",
    edit: (root) => {
      const text = readFileSync(join(root, "Dockerfile"), "utf8");
      const at = text.lastIndexOf("CMD [");
      writeFileSync(
        join(root, "Dockerfile"),
        `${text.slice(0, at)}CMD uvicorn app.main:app --host 0.0.0.0\n`,
      );
    },
    caught: "G1",
    message: /^a build check warns: JSONArgsRecommended/,
    cause: ["Dockerfile", "CMD uvicorn app.main:app --host 0.0.0.0"],
  },
  {
    name: "a shell that hands no signal on",
    spec: (root) => {
      const text = readFileSync(join(root, "dockwright.yaml"), "utf8");
      const command = `command: [sh, -c, "trap '' TERM; uvicorn app.main:app --host 0.0.0.0 --port 8000 & wait; wait"]`;
      writeFileSync(
        join(root, "dockwright.yaml"),
        text.replace(/command: \[uvicorn[^\]]*\]/g, () => command),
      );
    },
    caught: "G5",
    message: /^it did not end on SIGTERM, and was killed after 10\.\d s$/,
    cause: [
      "dockwright.yaml",
      `command: [sh, -c, "trap '' TERM; uvicorn app.main:app --host 0.0.0.0 --port 8000 & wait; wait"]`,
    ],
  },
  {
    name: "a shell that is process 1",
    spec: (root) => {
      const text = readFileSync(join(root, "dockwright.yaml"), "utf8");
      const command = `command: [sh, -c, "uvicorn app.main:app --host 0.0.0.0 --port 8000; true"]`;
      writeFileSync(
        join(root, "dockwright.yaml"),
        `${text.replace(/command: \[uvicorn[^\]]*\]/g, () => command)}    init: false\n`,
      );
    },
    caught: "G5",
    message: /^it did not end on SIGTERM, and was killed after 10\.\d s$/,
    cause: ["dockwright.yaml", "init: false"],
  },
  {
    name: "a lockfile in the ignore file",
    project: "express-npm",
    edit: (root) =>
      appendFileSync(join(root, ".dockerignore"), "package-lock.json\n"),
    caught: "G1",
    message:
      /^it does not build: the ignore file keeps a file from it that a step reads$/,
    cause: [".dockerignore", "package-lock.json"],
  },
  ...OF_IMAGES,
];
