import { expect, test } from "vitest";
import { refusedAt } from "../../src/verify/refused-at.ts";
import { SourceLines } from "../../src/verify/source-lines.ts";
import { folderWith } from "../support/folder.ts";
import { sourceOf } from "../support/specs.ts";

const COMPOSE = `x-web:
  web:
    ports: []
networks:
  web: { driver_opts: 3 }
services:
  db:
    depends_on:
      web:
        condition: service_started
  web:
    image: a
    foo: 1
    develop:
      watch:
        - path: .
          action: fly
  web.api:
    image: a
    healthcheck: { test: 3 }
    deploy: { resources: { limits: { cpus: lots } } }
`;

const linesOfFiles = () =>
  new SourceLines(
    folderWith({ "compose.yaml": COMPOSE, "broken.yaml": "services: {{" }),
    sourceOf({}),
  );

// What Compose 2.40 and Buildx 0.29 say, word for word.
test.each<readonly [said: string, line: number | null]>([
  [
    "validating /a/compose.yaml: services.web additional properties 'foo' not allowed",
    13,
  ],
  [
    "validating /a/compose.yaml: services.web.develop.watch.0.action value must be one of 'rebuild', 'sync'",
    17,
  ],
  [
    "validating /a/compose.yaml: services.web.api.healthcheck.test must be a string",
    20,
  ],
  [
    "decoding failed due to the following error(s):\n\n'services[web.api].deploy.resources.limits.cpus' strconv.ParseFloat: parsing \"lots\": invalid syntax",
    21,
  ],
  ["validating /a/compose.yaml: networks.web.driver_opts must be a mapping", 5],
  [
    'service "web" depends on undefined service "db": invalid compose project',
    11,
  ],
  [
    'service "web.api" refers to undefined network n: invalid compose project',
    18,
  ],
  [
    'failed to parse /a/compose.yaml: line 4: mapping key "image" already defined at line 3',
    4,
  ],
  ["yaml: line 3: did not find expected ',' or ']'", 3],
  [
    "#1 reading docker-bake.json 58B / 58B done\ndocker-bake.json:2\n---\nERROR: docker-bake.json:2,15-16: Trailing comma in object",
    2,
  ],
  ["Invalid hostPort: 99999", null],
  ["validating /a/compose.yaml: services must be a mapping", null],
  ['service "nobody" has neither an image nor a build context', null],
  ['The "OTHER" variable is not set. Defaulting to a blank string.', null],
])("%j is about line %j", (said, line) => {
  expect(refusedAt(linesOfFiles(), "compose.yaml", said)?.line ?? null).toBe(
    line,
  );
});

test("a file that does not parse or is not there has no place for a key", () => {
  const said = "services.web.image must be a string";
  expect(refusedAt(linesOfFiles(), "broken.yaml", said)).toBeNull();
  expect(refusedAt(linesOfFiles(), "gone.yaml", said)).toBeNull();
});
