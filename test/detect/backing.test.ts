import { describe, expect, test } from "vitest";
import { detected } from "../support/detection.ts";

const python = (requirements: string, code: string, more = {}) =>
  detected({
    ".python-version": "3.13\n",
    "requirements.txt": requirements,
    "main.py": `${code}\nwhile True:\n    pass\n`,
    ...more,
  });

const node = (dependencies: Record<string, string>, code: string, more = {}) =>
  detected({
    ".nvmrc": "24\n",
    "package-lock.json": "{}",
    "package.json": { scripts: { start: "node index.js" }, dependencies },
    "index.js": code,
    ...more,
  });

const SETTING =
  'export DATABASE_URL="%s://$PGUSER:$(cat "$PGPASSWORD_FILE")@$PGHOST:$PGPORT/$PGDATABASE"; exec "$@"';

describe("postgres", () => {
  test.each<[string, ReturnType<typeof detected>, string]>([
    [
      "psycopg",
      python("psycopg[binary]==3\n", ""),
      "requirements.txt:1 postgres: psycopg is installed",
    ],
    [
      "asyncpg",
      python("asyncpg==0.30\n", ""),
      "requirements.txt:1 postgres: asyncpg is installed",
    ],
    [
      "pg",
      node({ pg: "8" }, "setInterval(f)"),
      "package.json:6 postgres: pg is installed",
    ],
    [
      "a variable of .env",
      python("sqlalchemy==2\n", 'os.environ["DATABASE_URL"]', {
        ".env": "A=1\nDATABASE_URL=postgres://u:secret@localhost/x\n",
      }),
      ".env:2 postgres: DATABASE_URL is an address of it",
    ],
    [
      "what stands in a variable's place",
      python(
        "sqlalchemy==2\n",
        'os.getenv("DATABASE_URL", "postgresql+psycopg://u:secret@localhost/x")',
      ),
      "main.py:1 postgres: DATABASE_URL is an address of it",
    ],
  ])("is given away by %s", (_, { refused, services, lines }, line) => {
    expect(refused).toEqual([]);
    expect(services.postgres).toEqual({ backing: "postgres", version: "17" });
    expect(services.app!.dependsOn).toEqual(["postgres"]);
    const [found] = lines.filter((each) => each.startsWith("backing"));
    expect(found).toMatch(
      new RegExp(`^backing \\(\\w+\\) ${line.replace(".", "\\.")}$`),
    );
  });

  test.each<[string, string, string]>([
    ["psycopg2-binary==2.9", "", "postgresql"],
    ["psycopg[binary]==3\nsqlalchemy==2", "", "postgresql+psycopg"],
    ["asyncpg==0.30\nsqlalchemy==2", "", "postgresql+asyncpg"],
    ["asyncpg==0.30", ', "postgres://u@h/d"', "postgres"],
  ])(
    "is told by an address for its driver: %s",
    (packages, fallback, scheme) => {
      const found = python(
        `${packages}\n`,
        `os.getenv("DATABASE_URL"${fallback})`,
      );
      expect(found.refused).toEqual([]);
      expect(found.services.app!.entrypoint).toEqual([
        "sh",
        "-c",
        SETTING.replace("%s", scheme),
        "sh",
      ]);
    },
  );

  test.each([
    "const { DATABASE_URL } = process.env;\n",
    'const {\n  LEVEL = "info",\n  DATABASE_URL,\n} = process.env;\n',
  ])("is told where the environment is taken apart: %j", (code) => {
    const { services } = node({ pg: "8" }, `${code}setInterval(f)`);
    expect(services.app!.entrypoint).toContain(
      SETTING.replace("%s", "postgresql"),
    );
  });

  test("is told by its parts under the project's own names", () => {
    const found = node(
      { pg: "8" },
      "new Pool({ host: process.env.DB_HOST, user: process.env.DB_USER, password: process.env.DB_PASSWORD });\nsetInterval(f)",
    );
    expect(found.refused).toEqual([]);
    expect((found.services.app!.entrypoint as string[])[2]).toBe(
      'export DB_HOST="$PGHOST" DB_USER="$PGUSER" DB_PASSWORD="$(cat "$PGPASSWORD_FILE")"; exec "$@"',
    );
  });

  test("is told its password where code leaves the rest to the driver", () => {
    const found = node({ pg: "8" }, "new Pool();\nsetInterval(f)");
    expect((found.services.app!.entrypoint as string[])[2]).toBe(
      'export PGPASSWORD="$(cat "$PGPASSWORD_FILE")"; exec "$@"',
    );
  });

  test("needs nothing where code reads the password's file", () => {
    const found = python(
      "psycopg[binary]==3\n",
      'open(os.environ["PGPASSWORD_FILE"])',
    );
    expect(found.services.app).not.toHaveProperty("entrypoint");
    expect(found.services.app).not.toHaveProperty("environment");
  });

  test("has the version that the project runs already", () => {
    const compose = "services:\n  db:\n    image: postgres:15-alpine\n";
    const found = python("psycopg[binary]==3\n", "", {
      "docker-compose.yml": compose,
    });
    expect(found.services.postgres!.version).toBe("15");
  });

  test("is not there for a development dependency", () => {
    const found = python("", "", { "requirements-dev.txt": "psycopg==3\n" });
    expect(found.services).not.toHaveProperty("postgres");
  });
});

describe("redis", () => {
  test("is found under its own variable, and told under others", () => {
    const found = node(
      { ioredis: "5" },
      "new Redis(process.env.QUEUE_URL); process.env.REDIS_URL; process.env.REDIS_HOST\nsetInterval(f)",
    );
    expect(found.refused).toEqual([]);
    expect(found.services.app).toEqual({
      image: "app",
      environment: { QUEUE_URL: "redis://redis:6379/0", REDIS_HOST: "redis" },
      dependsOn: ["redis"],
    });
  });
});

test.each([
  ["pymysql==1", "mysql", "mysql:8.4"],
  ["pymongo==4", "mongo", "mongo:8"],
  ["pika==1", "rabbitmq", "rabbitmq:4"],
])("what the spec has no word for is a problem: %s", (line, name, image) => {
  const found = python(`${line}\n`, "");
  expect(found.refused).toEqual([]);
  expect(found.services).not.toHaveProperty(name);
  expect(found.problems).toEqual([
    `${name} is needed (${line.split("=")[0]} is installed), and only postgres and redis are made by themselves; write services.${name}: { image: "${image}", volumes: [${name}-data:…] }, with its password under secrets, and dependsOn: [${name}]`,
  ]);
});

test("no finding repeats a password", () => {
  const found = python("", "", {
    ".env": "DATABASE_URL=postgres://u:hunter2@h/d\n",
  });
  expect(JSON.stringify(found.detection)).not.toContain("hunter2");
});

describe("a Compose file of a person's own", () => {
  const COMPOSE = `services:
  db:
    image: postgres:16
  mail:
    image: axllent/mailpit:v1
  own:
    build: .
`;

  test("is told to come after ours, with what nothing is made of", () => {
    const { services, lines } = python("psycopg==3\n", "", {
      "docker-compose.yml": COMPOSE,
    });
    expect(services.postgres).toMatchObject({ version: "16" });
    expect(lines.filter((each) => each.startsWith("warning"))).toEqual([
      expect.stringContaining(
        "docker-compose.yml:- `docker compose` takes compose.yaml before it",
      ),
      expect.stringContaining("docker-compose.yml:5 mail runs axllent/mailpit"),
    ]);
  });

  test("of the name that we write is told when it is kept, and not here", () => {
    const { lines } = python("flask==3\n", "", { "compose.yaml": COMPOSE });
    expect(lines.join()).not.toContain("takes compose.yaml before");
  });
});

test("redis that no variable of the code's says the place of is told", () => {
  const { warnings } = node({ ioredis: "5" }, "new Redis();\nsetInterval(f)");
  expect(warnings).toEqual([
    "no variable that code reads says where redis is, and by itself it is looked for in the container; read REDIS_URL where the code connects: services that depend on redis have it",
  ]);
});
