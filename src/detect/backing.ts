import type { Snapshot } from "../model/snapshot.ts";
import {
  finding,
  type Detected,
  type Finding,
  type Place,
} from "../runtimes/detection.ts";
import { BACKING } from "../backing/index.ts";
import type { DetectedBacking } from "./detection.ts";
import type { SetVariable } from "./environment-files.ts";

/** What gives a backing service away. */
interface Sign {
  readonly name: string;
  readonly packages: readonly string[];
  readonly scheme: RegExp;
  /** A variable that says where it is and, by its name, nothing else. */
  readonly variable?: RegExp;
  /** An image for one that the spec has no word for. */
  readonly image: string | null;
}

const words = (text: string) => text.split(" ");

const SIGNS: readonly Sign[] = [
  {
    name: "postgres",
    packages: words(
      "psycopg psycopg2 psycopg2-binary psycopg-binary psycopg-pool asyncpg pg8000 aiopg pg pg-promise postgres prisma:postgresql prisma:postgres",
    ),
    scheme: /^postgres(?:ql)?(?:\+\w+)?:/,
    image: null,
  },
  {
    name: "redis",
    packages: words(
      "redis hiredis aioredis django-redis rq arq dramatiq channels-redis ioredis bullmq bull connect-redis @redis/client",
    ),
    scheme: /^rediss?:/,
    variable: /^REDIS_(?:URL|URI|HOST)$/,
    image: null,
  },
  {
    name: "mysql",
    packages: words(
      "mysqlclient pymysql aiomysql mysql-connector-python mysql mysql2 mariadb prisma:mysql",
    ),
    scheme: /^(?:mysql|mariadb)(?:\+\w+)?:/,
    image: "mysql:8.4",
  },
  {
    name: "mongo",
    packages: words(
      "pymongo motor mongoengine beanie mongodb mongoose prisma:mongodb",
    ),
    scheme: /^mongodb(?:\+srv)?:/,
    image: "mongo:8",
  },
  {
    name: "rabbitmq",
    packages: words("pika aio-pika amqplib amqp-connection-manager"),
    scheme: /^amqps?:/,
    image: "rabbitmq:4",
  },
  {
    name: "elasticsearch",
    packages: words("elasticsearch @elastic/elasticsearch"),
    scheme: /^elasticsearch:/,
    image: "elasticsearch:9.2.0",
  },
  {
    name: "kafka",
    packages: words("kafka-python aiokafka confluent-kafka kafkajs"),
    scheme: /^kafka:/,
    image: "apache/kafka:4.1.0",
  },
  {
    name: "memcached",
    packages: words("pymemcache pylibmc python-memcached memcached memjs"),
    scheme: /^memcached:/,
    image: "memcached:1.6",
  },
];

interface Seen extends Place {
  readonly name: string;
  readonly how: string;
  readonly isSure: boolean;
}

/** What one context's dependencies and variables give away, the surest first. */
function* seenIn(
  detected: Detected,
  set: readonly SetVariable[],
): Generator<Seen> {
  for (const { name, packages, scheme, variable: called } of SIGNS) {
    for (const {
      name: installed,
      isDevelopment,
      file,
      line,
    } of detected.dependencies) {
      if (isDevelopment || !packages.includes(installed)) continue;
      yield {
        name,
        how: `${installed.replace(":", " with ")} is installed`,
        file,
        line,
        isSure: true,
      };
    }
    for (const { name: installed, wanted, file, line } of detected.dependencies)
      if (installed === "celery" && wanted.includes(`[${name}`))
        yield {
          name,
          how: `celery[${name}] is installed`,
          file,
          line,
          isSure: true,
        };
    for (const { name: variable, fallback, file, line } of detected.variables)
      if (scheme.test(fallback ?? ""))
        yield {
          name,
          how: `${variable} is an address of it`,
          file,
          line,
          isSure: true,
        };
    for (const { name: variable, fallback, file, line } of detected.variables)
      if (fallback === null && called?.test(variable))
        yield {
          name,
          how: `${variable} is read`,
          file,
          line,
          isSure: false,
        };
    for (const { name: variable, value, file, line } of set)
      if (scheme.test(value))
        yield {
          name,
          how: `${variable} is an address of it`,
          file,
          line,
          isSure: false,
        };
  }
}

/** The version that a Compose file of the project's own runs; data of one does not fit another. */
function versionIn(
  { contents }: Snapshot,
  name: string,
): (Place & { version: string }) | null {
  const image = new RegExp(
    `^\\s*image:\\s*["']?(?:[\\w.-]+/)*${name}:(\\d[\\d.]*)`,
  );
  for (const [file, text] of Object.entries(contents)) {
    if (!/(?:^|\/)(?:docker-)?compose(?:\.\w+)?\.ya?ml$/.test(file)) continue;
    for (const [index, line] of text.split("\n").entries()) {
      const [, version] = image.exec(line) ?? [];
      if (version) return { version, file, line: index + 1 };
    }
  }
  return null;
}

/** The backing services of one context, by name; those that the spec has no word for are problems. */
export function findBacking(
  detected: Detected,
  set: readonly SetVariable[],
): { names: DetectedBacking["name"][]; findings: Finding[] } {
  const all = [...seenIn(detected, set)];
  const first = [
    ...new Map(all.toReversed().map((each) => [each.name, each])).values(),
  ].toReversed();
  const names = first.flatMap(({ name }) =>
    name in BACKING ? [name as DetectedBacking["name"]] : [],
  );
  const findings = first.map(({ name, how, isSure, ...place }) => {
    const certainty = isSure ? "certain" : "likely";
    if (name in BACKING)
      return finding("backing", certainty, `${name}: ${how}`, place);
    const { image } = SIGNS.find((each) => each.name === name)!;
    return finding(
      "problem",
      certainty,
      `${name} is needed (${how}), and only ${Object.keys(BACKING).join(" and ")} are made by themselves`,
      place,
      `write services.${name}: { image: "${image}", volumes: [${name}-data:…] }, with its password under secrets, and dependsOn: [${name}]`,
    );
  });
  return { names, findings };
}

/** A backing service with its version, and where that was read. */
export function toBacking(
  name: DetectedBacking["name"],
  snapshot: Snapshot,
): { backing: DetectedBacking; findings: Finding[] } {
  const found = versionIn(snapshot, name);
  const told = found
    ? [finding("version", "certain", `${name} ${found.version}`, found)]
    : [];
  return { backing: { name, version: found?.version ?? null }, findings: told };
}
