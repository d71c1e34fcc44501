import type { Files } from "../../support/specs.ts";

/** What many a first program is: a server of the standard library, with no word about signals. */
const SERVER = `"""Says hello."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Hello(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"hello")


def main():
    ThreadingHTTPServer(("0.0.0.0", 8000), Hello).serve_forever()


if __name__ == "__main__":
    main()
`;

export const ONE_FILE: Files = {
  "pyproject.toml": `[project]
name = "hello"
version = "0.1.0"
requires-python = ">=3.11"
dependencies = []
`,
  "main.py": SERVER,
};

export const SRC_PACKAGE: Files = {
  "pyproject.toml": `[project]
name = "greeter"
version = "0.1.0"
requires-python = ">=3.11"

[project.scripts]
greeter = "greeter.server:main"

[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
`,
  "README.md": "# greeter\n",
  "src/greeter/__init__.py": "",
  "src/greeter/server.py": SERVER,
};

export const FLASK: Files = {
  "requirements.txt": "Flask>=3,<4\n",
  "app.py": `from flask import Flask

app = Flask(__name__)


@app.route("/")
def index():
    return "hello"


if __name__ == "__main__":
    app.run(debug=True)
`,
};

const SETTINGS = `import os
from pathlib import Path

import dj_database_url

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = os.environ.get("SECRET_KEY", "only-for-development")
DEBUG = os.environ.get("DEBUG", "1") == "1"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.staticfiles"]
MIDDLEWARE = []
ROOT_URLCONF = "shop.urls"
WSGI_APPLICATION = "shop.wsgi.application"
DATABASES = {"default": dj_database_url.parse(os.environ["DATABASE_URL"])}
REDIS_URL = os.environ["REDIS_URL"]
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
    }
}
CELERY_BROKER_URL = REDIS_URL
STATIC_URL = "static/"
`;

const URLS = `from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.urls import path

from shop.tasks import add


def index(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    cache.set("greeting", "hello")
    return HttpResponse(cache.get("greeting"))


def sum_of(request):
    return HttpResponse(str(add.delay(1, 2).get(timeout=20)))


urlpatterns = [path("", index), path("sum/", sum_of)]
`;

export const DJANGO: Files = {
  "requirements.txt":
    "Django>=5.2,<6\ndj-database-url\npsycopg[binary]\ncelery[redis]\ngunicorn\n",
  "manage.py": `import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
`,
  "shop/__init__.py":
    'from shop.celery import app as celery_app\n\n__all__ = ["celery_app"]\n',
  "shop/settings.py": SETTINGS,
  "shop/urls.py": URLS,
  "shop/wsgi.py": `import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
application = get_wsgi_application()
`,
  "shop/celery.py": `import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")

app = Celery("shop", backend=os.environ["REDIS_URL"])
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["shop"])
`,
  "shop/tasks.py": `from celery import shared_task


@shared_task
def add(one, other):
    return one + other
`,
};

export const ENDS: Files = {
  "pyproject.toml": `[project]
name = "report"
version = "0.1.0"
requires-python = ">=3.11"
`,
  "main.py": 'if __name__ == "__main__":\n    print("three papers")\n',
};
