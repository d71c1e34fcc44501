import {
  finding,
  type Detected,
  type Finding,
  type Variable,
} from "../runtimes/detection.ts";
import type { Connection, DetectedBacking } from "./detection.ts";
import type { SetVariable } from "./environment-files.ts";

type Name = DetectedBacking["name"];

/** An address of a database under the names that projects give it. */
const URL_NAME =
  /^(?:DATABASE|POSTGRES(?:QL)?|PG|DB|SQLALCHEMY)_?(?:DATABASE_)?(?:URL|URI|DSN|CONNECTION(?:_STRING)?)$/;

/** One part of it: https://www.postgresql.org/docs/current/libpq-envars.html */
const PART =
  /^(?:DB|DATABASE|POSTGRES(?:QL)?|PGSQL|SQL)_?(HOST|SERVER|PORT|USER|USERNAME|NAME|DB|DATABASE|PASSWORD|PASS)$/;

const PASSWORD = '$(cat "$PGPASSWORD_FILE")';

const PARTS: Readonly<Record<string, string>> = {
  HOST: "$PGHOST",
  SERVER: "$PGHOST",
  PORT: "$PGPORT",
  USER: "$PGUSER",
  USERNAME: "$PGUSER",
  NAME: "$PGDATABASE",
  DB: "$PGDATABASE",
  DATABASE: "$PGDATABASE",
  PASSWORD,
  PASS: PASSWORD,
};

const REDIS_URL =
  /^(?:CELERY_(?:BROKER_URL|RESULT_BACKEND)|BROKER_URL|RESULT_BACKEND|CACHE_URL|QUEUE_URL|REDIS_(?:URI|DSN|ADDRESS|CONNECTION_STRING)|REDIS_\w+_URL)$/;

/** What each stage or backing service sets by itself, or what is nobody's to set. */
const OWN =
  /^(?:PORT|HOST|HOSTNAME|NODE_ENV|HOME|PATH|PWD|USER|TZ|CI|PYTHON\w*|DEBUG|ENV|ENVIRONMENT|DJANGO_SETTINGS_MODULE|REDIS_URL|PG(?:HOST|PORT|USER|DATABASE|PASSWORD|PASSWORD_FILE)|npm_\w+|VITE_\w+|NEXT_\w+)$/;

/** Its scheme says which driver SQLAlchemy takes: https://docs.sqlalchemy.org/en/20/core/engines.html */
function schemeOf(
  detected: Detected,
  set: readonly SetVariable[],
  name: string,
): string {
  const written = [
    ...detected.variables
      .filter((each) => each.name === name)
      .map(({ fallback }) => fallback ?? ""),
    ...set.filter((each) => each.name === name).map(({ value }) => value),
  ];
  const known = written.flatMap(
    (value) => /^(postgres(?:ql)?(?:\+\w+)?):/.exec(value)?.[1] ?? [],
  );
  if (known[0]) return known[0];
  const has = (...names: string[]) =>
    detected.dependencies.some((each) => names.includes(each.name));
  if (!has("sqlalchemy", "sqlmodel", "flask-sqlalchemy")) return "postgresql";
  if (has("asyncpg")) return "postgresql+asyncpg";
  return has("psycopg", "psycopg-binary") ? "postgresql+psycopg" : "postgresql";
}

/** Lines of a shell that make what the program reads out of what the container has. */
function exportsFor(detected: Detected, set: readonly SetVariable[]): string[] {
  const names = [...new Set(detected.variables.map(({ name }) => name))];
  if (names.includes("PGPASSWORD_FILE")) return [];
  const made = names.flatMap((name) => {
    if (URL_NAME.test(name)) {
      const scheme = schemeOf(detected, set, name);
      return [
        `${name}="${scheme}://$PGUSER:${PASSWORD}@$PGHOST:$PGPORT/$PGDATABASE"`,
      ];
    }
    const [, part] = PART.exec(name) ?? [];
    return part ? [`${name}="${PARTS[part]}"`] : [];
  });
  return made.length > 0 ? made : [`PGPASSWORD="${PASSWORD}"`];
}

/** What the variables of redis are set to: it has no password, so they can stand in the spec. */
function redisVariables(
  variables: readonly Variable[],
): Record<string, string> {
  const set = variables.flatMap(({ name, fallback }): [string, string][] => {
    if (REDIS_URL.test(name)) return [[name, "redis://redis:6379/0"]];
    if (name === "REDIS_HOST") return [[name, "redis"]];
    return name === "REDIS_PORT" && fallback === null ? [[name, "6379"]] : [];
  });
  return Object.fromEntries(set);
}

/** Variables that nobody sets but the person: handed on from their shell or .env. */
function handedOn(
  detected: Detected,
  set: readonly SetVariable[],
  isTaken: (name: string) => boolean,
): { environment: Record<string, null>; findings: Finding[] } {
  const environment: Record<string, null> = {};
  const findings: Finding[] = [];
  for (const variable of detected.variables) {
    const { name, fallback, isRequired } = variable;
    const known = set.filter((each) => each.name === name);
    if (fallback !== null || isTaken(name) || name in environment) continue;
    environment[name] = null;
    const isSet = known.some(({ file }) => file === ".env");
    findings.push(
      isRequired && !isSet
        ? finding(
            "warning",
            "likely",
            `${name} is read, and nothing stands in its place`,
            variable,
            `write ${name}=… into .env; Compose hands it on`,
          )
        : finding(
            "variable",
            "certain",
            `${name} is read, and handed on from .env`,
            variable,
          ),
    );
  }
  return { environment, findings };
}

/** A variable that may say where redis is. */
const OF_REDIS = /REDIS|BROKER|RESULT_BACKEND|CACHE_URL|QUEUE_URL|CELERY/;

/** Redis is looked for on the own machine by whoever says nothing. */
const untold = ({ variables, findings }: Detected): Finding[] =>
  variables.some(({ name }) => OF_REDIS.test(name)) ||
  findings.some(({ message }) => /^rediss?:/.test(message))
    ? []
    : [
        finding(
          "warning",
          "likely",
          "no variable that code reads says where redis is, and by itself it is looked for in the container",
          null,
          "read REDIS_URL where the code connects: services that depend on redis have it",
        ),
      ];

/** What the services of an image find out about their surroundings. */
export function connect(
  detected: Detected,
  backing: readonly Name[],
  set: readonly SetVariable[],
): { connection: Connection; findings: Finding[] } {
  const hasPostgres = backing.includes("postgres");
  const exported = hasPostgres ? exportsFor(detected, set) : [];
  const hasRedis = backing.includes("redis");
  const redis = hasRedis ? redisVariables(detected.variables) : {};
  const isTaken = (name: string) =>
    OWN.test(name) ||
    name in redis ||
    exported.some((line) => line.startsWith(`${name}=`));
  const { environment, findings } = handedOn(detected, set, isTaken);
  const script = `export ${exported.join(" ")}; exec "$@"`;
  return {
    findings: [...findings, ...(hasRedis ? untold(detected) : [])],
    connection: {
      dependsOn: backing,
      environment: { ...redis, ...environment },
      entrypoint: exported.length > 0 ? ["sh", "-c", script, "sh"] : null,
    },
  };
}
