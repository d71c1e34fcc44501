import type { Backing } from "./backing.ts";

/** PostgreSQL: https://hub.docker.com/_/postgres */
export const postgres: Backing = {
  name: "postgres",
  defaultVersion: "17",
  plan({ service, project, version, environment }) {
    const user = environment.POSTGRES_USER ?? project;
    const database = environment.POSTGRES_DB ?? user;
    const secret = `${service}-password`;
    const major = Number.parseInt(version, 10);
    return {
      image: `postgres:${version}`,
      user: "postgres",
      environment: {
        POSTGRES_USER: user,
        POSTGRES_DB: database,
        POSTGRES_PASSWORD_FILE: `/run/secrets/${secret}`,
      },
      // From 18 on the image keeps a folder a version below, so that pg_upgrade can link:
      // https://github.com/docker-library/postgres/pull/1259
      // A tag without a number, such as latest, is the newest.
      data: major < 18 ? "/var/lib/postgresql/data" : "/var/lib/postgresql",
      tmpfs: ["/tmp", "/var/run/postgresql"],
      // Over TCP: while the first start runs its scripts, the server listens on its socket alone.
      health: [
        "pg_isready",
        "--quiet",
        "--host",
        "127.0.0.1",
        "--username",
        user,
        "--dbname",
        database,
      ],
      secret,
      client: {
        PGHOST: service,
        PGPORT: "5432",
        PGUSER: user,
        PGDATABASE: database,
        PGPASSWORD_FILE: `/run/secrets/${secret}`,
      },
      memory: "1g",
      compose: { shm_size: "128m" },
    };
  },
};
