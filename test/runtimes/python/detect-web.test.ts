import { describe, expect, test } from "vitest";
import { detected } from "../../support/detection.ts";

const PINNED = "3.13\n";

describe("FastAPI", () => {
  const files = {
    ".python-version": PINNED,
    "pyproject.toml":
      '[project]\nname = "shop"\ndependencies = ["fastapi", "uvicorn[standard]"]\n',
    "uv.lock": "",
    "app/main.py":
      'from fastapi import FastAPI\n\napp = FastAPI()\n\n@app.get("/healthz")\ndef health(): ...\n',
  };

  test("is served by uvicorn, which reloads in development", () => {
    const { spec, refused } = detected(files);
    const serve = "uvicorn app.main:app --host 0.0.0.0 --port 8000".split(" ");
    expect(refused).toEqual([]);
    expect(spec).toEqual({
      name: "shop",
      images: { web: { runtime: { python: null } } },
      services: {
        web: {
          image: "web",
          command: serve,
          development: {
            command: [...serve, "--reload", "--reload-dir", "app"],
          },
          ports: [8000],
          health: { http: "/healthz" },
        },
      },
    });
  });

  test("says where each thing was found", () => {
    expect(detected(files).lines).toEqual([
      "service (certain) app/main.py:3 web: FastAPI, started by `uvicorn app.main:app --host 0.0.0.0 --port 8000`",
      "port (guess) -:- port 8000, which is usual for it",
      "health (likely) app/main.py:5 /healthz says whether it works",
    ]);
  });

  test.each<[string, Record<string, string>, number]>([
    [
      "code that starts the server itself",
      {
        "app/main.py":
          'app = FastAPI()\nif __name__ == "__main__":\n    uvicorn.run(app, port=9000)\n',
      },
      9000,
    ],
    [
      "a default for PORT",
      {
        "app/main.py":
          'app = FastAPI()\nport = int(os.environ.get("PORT", "8090"))\n',
      },
      8090,
    ],
    ["PORT in .env", { ".env": "PORT=8070\n" }, 8070],
    ["a Dockerfile", { Dockerfile: "FROM x\nEXPOSE 8060\n" }, 8060],
    [
      "no port that is commented out",
      {
        "app/main.py":
          'app = FastAPI()\n# uvicorn.run(app, port=9000)\n"""\nPORT = 1234\n"""\n',
      },
      8000,
    ],
  ])("takes the port from %s", (_, more, port) => {
    expect(detected({ ...files, ...more }).services.web!.ports).toEqual([port]);
  });

  test("is made by a function", () => {
    const main = "def create_app() -> FastAPI:\n    return FastAPI()\n";
    const { services } = detected({ ...files, "app/main.py": main });
    expect(services.web!.command).toContain("--factory");
    expect(services.web!.command).toContain("app.main:create_app");
  });

  test("without a server is a problem", () => {
    const manifest = '[project]\nname = "shop"\ndependencies = ["fastapi"]\n';
    expect(detected({ ...files, "pyproject.toml": manifest }).problems).toEqual(
      [
        "FastAPI is used, and nothing is installed that serves it; add uvicorn to the dependencies",
      ],
    );
  });

  test("below src is found by PYTHONPATH where nothing is installed", () => {
    const { "app/main.py": main, ...rest } = files;
    const moved = { ...rest, "src/shop/main.py": main };
    const { spec, services, refused } = detected(moved);
    expect(refused).toEqual([]);
    expect(spec!.images!.web!.environment).toEqual({ PYTHONPATH: "/app/src" });
    expect(services.web!.command).toContain("shop.main:app");
    const imported = { ...rest, "src/main.py": `from src.x import y\n${main}` };
    expect(detected(imported).services.web!.command).toContain("src.main:app");
  });

  test("a health path under an unknown prefix is a guess, and a connection is asked instead", () => {
    const found = detected({
      ...files,
      "app/main.py":
        'app = FastAPI()\napp.include_router(router, prefix="/api")\n',
      "app/routes.py": '@router.get("/health")\ndef health(): ...\n',
    });
    expect(found.services.web!.health).toEqual({ tcp: 8000 });
    expect(found.lines).toContain(
      "health (guess) app/routes.py:1 /health may say whether it works; what it is mounted under is not known",
    );
  });
});

describe("Flask", () => {
  const files = {
    ".python-version": PINNED,
    "requirements.txt": "flask==3.1.0\ngunicorn==23.0.0\n",
    "app.py":
      'from flask import Flask\napp = Flask(__name__)\n\n@app.route("/health")\ndef h(): ...\n',
  };

  test("is served by gunicorn, and by itself in development", () => {
    const { services, refused } = detected(files);
    expect(refused).toEqual([]);
    expect(services.web).toEqual({
      image: "web",
      command: ["gunicorn", "--bind", "0.0.0.0:5000", "app:app"],
      development: {
        command:
          "flask --app app:app run --host 0.0.0.0 --port 5000 --debug".split(
            " ",
          ),
      },
      ports: [5000],
      health: { http: "/health" },
    });
  });

  test("without gunicorn says so", () => {
    const found = detected({ ...files, "requirements.txt": "flask==3.1.0\n" });
    expect(found.services.web!.command).toContain("flask");
    expect(found.warnings).toEqual([
      "no server for production is installed, so production runs Flask's development server; add gunicorn to the dependencies",
    ]);
  });

  test("is made by a function of a package", () => {
    const { "app.py": _, ...rest } = files;
    const { services } = detected({
      ...rest,
      "shop/__init__.py":
        "def create_app(config=None):\n    app = Flask(__name__)\n    return app\n",
    });
    expect(services.web!.command).toContain("shop:create_app()");
  });
});

test("Streamlit is asked at its own health path", () => {
  const { services, refused } = detected({
    ".python-version": PINNED,
    "requirements.txt": "streamlit==1.50.0\n",
    "app.py": "import streamlit as st\n",
    "pages/other.py": "import streamlit as st\n",
  });
  const command = services.web!.command as string[];
  expect(refused).toEqual([]);
  expect(command.slice(0, 3)).toEqual(["streamlit", "run", "app.py"]);
  expect(services.web).toMatchObject({
    ports: [8501],
    health: { http: "/_stcore/health" },
  });
  expect(services.web).not.toHaveProperty("development");
});
