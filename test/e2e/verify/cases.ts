import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { GuaranteeId } from "../../../src/verify/guarantee.ts";
import { replaceIn } from "../support/copies.ts";
import { DIRECTORIES, dockerfile, instead, otherUser, spec } from "./edits.ts";

/** A project that somebody broke, and what `verify` says of it. */
export interface Broken {
  readonly name: string;
  /** The example that is broken, or our own package. */
  readonly project?: "fastapi-pip" | "express-npm";
  /** Breaks the spec, before it is generated. */
  readonly spec?: (root: string) => void;
  /** Breaks what was generated. */
  readonly edit?: (root: string) => void;
  /** The probe that catches it, and what it says. */
  readonly caught: GuaranteeId;
  readonly message: RegExp;
  /** The file and the line's text that it says to change. */
  readonly cause: readonly [file: string, text: string];
}

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
    edit: otherUser,
    caught: "G2",
    message: /^it runs as 1234:1234, and the spec says 1000:1000$/,
    cause: ["compose.override.yaml", 'user: "1234:1234"'],
  },
  {
    name: "a Compose user that cannot write",
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
    name: "a lockfile in the ignore file",
    project: "express-npm",
    edit: (root) =>
      appendFileSync(join(root, ".dockerignore"), "package-lock.json\n"),
    caught: "G1",
    message:
      /^it does not build: the ignore file keeps a file from it that a step reads$/,
    cause: [".dockerignore", "package-lock.json"],
  },
  {
    name: "a .env that is copied in",
    edit: (root) => {
      const ignore = join(root, ".dockerignore");
      writeFileSync(
        ignore,
        `${readFileSync(ignore, "utf8").replaceAll("**/.env\n", "")}!.env\n`,
      );
      dockerfile(
        "COPY app /project/app",
        "COPY app /project/app\nCOPY .env /project/.env",
      )(root);
    },
    caught: "G7",
    message: /^what must stay on the host is in it$/,
    cause: ["Dockerfile", "COPY --link --from=builder /project /app"],
  },
  {
    name: "a development dependency in production",
    edit: (root) => {
      dockerfile(
        "    --mount=type=bind,source=requirements.txt,target=requirements.txt \\\n    python -m venv --without-pip",
        "    --mount=type=bind,source=requirements.txt,target=requirements.txt \\\n    --mount=type=bind,source=requirements-dev.txt,target=requirements-dev.txt \\\n    python -m venv --without-pip",
      )(root);
      dockerfile(
        "install --requirement requirements.txt\n",
        "install --requirement requirements.txt --requirement requirements-dev.txt\n",
      )(root);
    },
    caught: "G7",
    message: /^a development dependency is in it$/,
    cause: [
      "Dockerfile",
      "COPY --link --from=dependencies /app/.venv /app/.venv",
    ],
  },
  {
    name: "a development dependency of Node's in production",
    project: "express-npm",
    edit: dockerfile("npm ci --omit=dev", "npm ci"),
    caught: "G7",
    message: /^a development dependency is in it$/,
    cause: [
      "Dockerfile",
      "COPY --link --from=dependencies /app/node_modules /app/node_modules",
    ],
  },
  {
    name: "dependencies that are installed after the source",
    edit: dockerfile(
      "RUN --mount=type=cache,id=pip-${APP_UID}",
      "COPY --chown=${APP_UID}:${APP_GID} app ./app\nRUN --mount=type=cache,id=pip-${APP_UID}",
    ),
    caught: "G8",
    message: /^an edit of app\/\w+\.py installs the dependencies again$/,
    cause: [
      "Dockerfile",
      "RUN --mount=type=cache,id=pip-${APP_UID},target=/home/notes/.cache/pip,uid=${APP_UID},gid=${APP_GID} \\",
    ],
  },
  {
    name: "dependencies that a heredoc installs after the source",
    edit: (root) => {
      dockerfile(
        "RUN --mount=type=cache,id=pip-${APP_UID}",
        "COPY --chown=${APP_UID}:${APP_GID} app ./app\nRUN --mount=type=cache,id=pip-${APP_UID}",
      )(root);
      dockerfile(
        "python -m venv /app/.venv \\\n    && pip install --requirement requirements.txt --requirement requirements-dev.txt\n",
        "<<EOF\npython -m venv /app/.venv\npip install --requirement requirements.txt --requirement requirements-dev.txt\nEOF\n",
      )(root);
    },
    caught: "G8",
    message: /^an edit of app\/\w+\.py installs the dependencies again$/,
    cause: [
      "Dockerfile",
      "RUN --mount=type=cache,id=pip-${APP_UID},target=/home/notes/.cache/pip,uid=${APP_UID},gid=${APP_GID} \\",
    ],
  },
  {
    name: "a writable root in production",
    edit: (root) =>
      replaceIn(
        join(root, "compose.production.yaml"),
        "read_only: true",
        "read_only: false",
      ),
    caught: "G9",
    message: /^its root file system is writable$/,
    cause: ["compose.production.yaml", "read_only: false"],
  },
  {
    name: "an edit by hand",
    edit: dockerfile(
      "WORKDIR /app\n\n# dependencies",
      "WORKDIR /app\nRUN true\n\n# dependencies",
    ),
    caught: "G10",
    message: /^it was edited by hand$/,
    cause: ["Dockerfile", "RUN true"],
  },
];
