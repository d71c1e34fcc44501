import { describe, expect, test } from "vitest";
import { detected } from "../../support/detection.ts";

const APP = [
  "import os, sys",
  "import cv2 as cv",
  "from google.cloud import storage",
  "from flask import Flask",
  "import flask_login",
  "from helpers import a",
  "from . import b",
  "try:",
  "    import ujson",
  "except ImportError: ...",
  "app = Flask(__name__)",
].join("\n");

const MISSING =
  "nothing is installed, and the code imports cv2, google, flask, flask_login";

describe("a project that says nothing of what to install", () => {
  test("is told what its code imports, and is served all the same", () => {
    const found = detected({ "app.py": APP, "helpers.py": "" });
    expect(found.problems).toEqual([
      `${MISSING}; write a requirements.txt with opencv-python-headless, the package of google, flask, flask-login, a line each, and generate again`,
    ]);
    expect(found.lines.join()).toContain("problem (certain) app.py:2 nothing");
    expect(found.services.web!.command).toContain("app:app");
  });

  test("is told of the server that its framework takes", () => {
    const code = "from fastapi import FastAPI\n\napp = FastAPI()\n";
    const { problems, services } = detected({ "main.py": code });
    expect(problems).toEqual([
      "nothing is installed, and the code imports fastapi; write a requirements.txt with fastapi, uvicorn, a line each, and generate again",
    ]);
    expect(services.web!.command).toContain("main:app");
  });

  test("is told so where its list is empty", () => {
    const found = detected({
      "pyproject.toml": '[project]\nname = "x"\ndependencies = []\n',
      "uv.lock": "",
      "app.py": APP,
      "helpers.py": "",
    });
    expect(found.problems).toEqual([
      `${MISSING}; write dependencies in pyproject.toml with opencv-python-headless, the package of google, flask, flask-login, each in quotes, and generate again`,
    ]);
  });

  test.each<[string, Record<string, string>]>([
    ["it needs nothing", { "app.py": "import os\nfrom json import loads\n" }],
    ["anything is listed", { "app.py": APP, "requirements.txt": "flask\n" }],
    [
      "what it imports lies beside it",
      {
        "shop/__main__.py": "import shop\nfrom settings import a\n",
        "shop/settings.py": "",
        "requirements.txt": "",
      },
    ],
  ])("is told nothing where %s", (_, files) => {
    expect(detected(files).problems).toEqual([]);
  });
});

test.each<[string, Record<string, string>]>([
  [
    "setup.py",
    {
      "setup.py":
        'setup(\n    name="x",\n    install_requires=[\n        "flask>=3",  # web\n        "gunicorn[gevent]==23",\n    ],\n    classifiers=["a"],\n)\n',
    },
  ],
  [
    "setup.cfg",
    {
      "setup.py": "setup()\n",
      "setup.cfg":
        "[metadata]\nname = x\n[options]\ninstall_requires =\n    flask>=3\n    gunicorn\npackages = find:\n",
    },
  ],
])("what %s asks for is known", (file, files) => {
  const found = detected({
    ...files,
    "shop/__init__.py": "",
    "shop/app.py": "app = Flask(__name__)\n",
  });
  const [image] = found.detection.images;
  expect(image!.services[0]!.command.production).toContain("gunicorn");
  const told = found.detection.findings.filter(
    ({ kind }) => kind === "problem",
  );
  expect(told.filter(({ message }) => message.startsWith("nothing"))).toEqual(
    [],
  );
  expect(file in files).toBe(true);
});
