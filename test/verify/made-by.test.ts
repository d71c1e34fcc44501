import { expect, test } from "vitest";
import { madeBy } from "../../src/verify/made-by.ts";
import { SourceLines } from "../../src/verify/source-lines.ts";
import { folderWith } from "../support/folder.ts";
import { resolved, sourceOf, withSpec } from "../support/specs.ts";

const IMAGE = resolved(withSpec({})).images[0]!;

const DOCKERFILE = `FROM python AS dependencies
RUN --mount=type=cache,target=/root/.cache \\
    python -m venv /app/.venv \\
    && pip install -r requirements.txt
FROM dependencies AS builder
WORKDIR /project
COPY app /project/app
COPY .env /project/settings/.env
FROM base AS production
WORKDIR /app
COPY --from=dependencies /app/.venv /app/.venv
COPY --link --from=builder /project ./
COPY --from=builder /gone /srv/gone
COPY --from=nginx:1 /etc/nginx /etc/nginx
COPY own.txt /app/own.txt
`;

const made = (path: string) => {
  const folder = folderWith({ Dockerfile: DOCKERFILE });
  const lines = new SourceLines(folder, sourceOf({}));
  const place = madeBy(lines, IMAGE, "production", path);
  return place && `${place.line} ${place.text}`;
};

test.each([
  ["a file of a folder", "/app/app/main.py", "7 COPY app /project/app"],
  [
    "a file of another name",
    "/app/settings/.env",
    "8 COPY .env /project/settings/.env",
  ],
  [
    "what is installed",
    "/app/.venv/lib/python3.13/site-packages/pytest/__init__.py",
    "4 && pip install -r requirements.txt",
  ],
])("%s is told by the stage that has made it", (_, path, expected) => {
  expect(made(path)).toBe(expected);
});

test.each([
  [
    "of which its stage says nothing",
    "/srv/gone",
    "13 COPY --from=builder /gone /srv/gone",
  ],
  [
    "of another image",
    "/etc/nginx/x",
    "14 COPY --from=nginx:1 /etc/nginx /etc/nginx",
  ],
  ["of the context", "/app/own.txt", "15 COPY own.txt /app/own.txt"],
])("what is %s is told by the copy", (_, path, expected) => {
  expect(made(path)).toBe(expected);
});

test("what nothing names is nowhere", () => {
  expect(made("/opt/x")).toBeNull();
});
