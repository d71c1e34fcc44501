import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { replaceIn } from "../support/copies.ts";
import type { Broken } from "./broken.ts";
import { dockerfile } from "./edits.ts";

/** What is in an image, how it is made, how it is locked. */
export const OF_IMAGES: readonly Broken[] = [
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
    cause: ["Dockerfile", "COPY .env /project/.env"],
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
      "&& pip --python /app/.venv/bin/python install --requirement requirements.txt --requirement requirements-dev.txt",
    ],
  },
  {
    name: "a development dependency of Node's in production",
    project: "express-npm",
    edit: dockerfile("npm ci --omit=dev", "npm ci"),
    caught: "G7",
    message: /^a development dependency is in it$/,
    cause: ["Dockerfile", "npm ci \\"],
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
