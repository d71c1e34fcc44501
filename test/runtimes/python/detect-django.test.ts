import { describe, expect, test } from "vitest";
import { detected } from "../../support/detection.ts";

const PINNED = "3.13\n";

const DJANGO = {
  ".python-version": PINNED,
  "requirements.txt":
    "django==5.2\ndj-database-url==3.0\npsycopg[binary]==3.2.3\nredis==6.0\ngunicorn==23.0\n",
  "manage.py":
    'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
  "shop/__init__.py": "",
  "shop/settings.py":
    'SECRET_KEY = os.environ["SECRET_KEY"]\nALLOWED_HOSTS = ["*"]\nDATABASES = {"default": dj_database_url.parse(os.environ["DATABASE_URL"])}\nCACHE = os.environ["REDIS_URL"]\nMEDIA_ROOT = BASE_DIR / "media"\n',
  "shop/urls.py": 'urlpatterns = [path("healthz/", ok)]\n',
  "shop/wsgi.py": "application = 1\n",
};

describe("Django", () => {
  test("is served by gunicorn, with its databases, its media and its secret", () => {
    const { spec, refused } = detected(DJANGO);
    expect(refused).toEqual([]);
    expect(spec).toEqual({
      name: "demo",
      images: {
        web: {
          runtime: { python: null },
          directories: [{ path: "media", volume: "media" }],
        },
      },
      services: {
        web: {
          image: "web",
          command: [
            "gunicorn",
            "--bind",
            "0.0.0.0:8000",
            "shop.wsgi:application",
          ],
          development: {
            command: ["python", "manage.py", "runserver", "0.0.0.0:8000"],
          },
          ports: [8000],
          health: { http: "/healthz/" },
          environment: { SECRET_KEY: null },
          entrypoint: [
            "sh",
            "-c",
            'export DATABASE_URL="postgresql://$PGUSER:$(cat "$PGPASSWORD_FILE")@$PGHOST:$PGPORT/$PGDATABASE"; exec "$@"',
            "sh",
          ],
          dependsOn: ["postgres", "redis"],
        },
        postgres: { backing: "postgres", version: "17" },
        redis: { backing: "redis", version: "8" },
      },
    });
  });

  test("tells of a variable that nobody sets", () => {
    expect(detected(DJANGO).warnings).toEqual([
      "SECRET_KEY is read, and nothing stands in its place; write SECRET_KEY=… into .env; Compose hands it on",
    ]);
    const set = { ...DJANGO, ".env": "SECRET_KEY=x\n" };
    expect(detected(set).warnings).toEqual([]);
  });

  test("is not asked over HTTP where its settings do not let the container", () => {
    const settings = 'ALLOWED_HOSTS = ["shop.example"]\n';
    const found = detected({ ...DJANGO, "shop/settings.py": settings });
    expect(found.services.web!.health).toEqual({ tcp: 8000 });
  });

  test("with sqlite beside the program is a problem", () => {
    const settings =
      'DATABASES = {\n  "default": {"NAME": BASE_DIR / "db.sqlite3"}\n}\n';
    const found = detected({ ...DJANGO, "shop/settings.py": settings });
    expect(found.problems[0]).toMatch(
      /^a file is written beside the program, which production keeps read-only; /,
    );
  });
});

describe("Celery", () => {
  const files = {
    ...DJANGO,
    "requirements.txt": `${DJANGO["requirements.txt"]}celery[redis]==5.5\n`,
    "shop/celery.py": 'app = Celery("shop")\napp.conf.beat_schedule = {}\n',
  };

  test("runs a worker and its scheduler beside the web application", () => {
    const { services, refused } = detected(files);
    expect(refused).toEqual([]);
    expect(Object.keys(services)).toEqual([
      "web",
      "worker",
      "beat",
      "postgres",
      "redis",
    ]);
    expect(services.worker!.command).toEqual(
      "celery --app shop worker --loglevel info".split(" "),
    );
    expect(services.beat!.command).toEqual(
      "celery --app shop beat --loglevel info --schedule /tmp/celerybeat-schedule".split(
        " ",
      ),
    );
    expect(services.worker!.dependsOn).toEqual(["postgres", "redis"]);
  });

  test("is told where the broker is", () => {
    const { spec, services, refused } = detected({
      ".python-version": PINNED,
      "requirements.txt": "celery==5.5\n",
      "tasks.py":
        'queue = Celery("t", broker=os.getenv("CELERY_BROKER_URL", "redis://localhost"))\n',
    });
    expect(refused).toEqual([]);
    expect(spec!.images!.demo!.source).toEqual(["tasks.py"]);
    expect(services.worker).toMatchObject({
      command: [
        "celery",
        "--app",
        "tasks:queue",
        "worker",
        "--loglevel",
        "info",
      ],
      environment: { CELERY_BROKER_URL: "redis://redis:6379/0" },
      dependsOn: ["redis"],
    });
  });
});
