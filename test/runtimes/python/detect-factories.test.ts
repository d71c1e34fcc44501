import { describe, expect, test } from "vitest";
import { detected } from "../../support/detection.ts";

const FLASK = {
  ".python-version": "3.13\n",
  "requirements.txt": "flask==3.1.0\ngunicorn==23.0.0\n",
};

const FACTORY = [
  "def create_app(config: dict[str, int] | None = None):",
  "    app = Flask(__name__)",
  "    return app",
].join("\n");

const served = (files: Record<string, string>) => {
  const found = detected({ ...FLASK, ...files });
  const command = found.services.web?.command as string[] | undefined;
  return command?.at(-1) ?? null;
};

describe("an application that a function makes", () => {
  test.each<[string, Record<string, string>, string]>([
    [
      "is taken from where the function is called",
      {
        "shop/__init__.py": FACTORY,
        "wsgi.py": "from shop import create_app\n\napp = create_app()\n",
      },
      "wsgi:app",
    ],
    [
      "with a setting",
      {
        "shop/__init__.py": "def create_app(name):\n    return Flask(name)\n",
        "wsgi.py":
          'application = create_app(os.getenv("FLASK_CONFIG") or "default")\n',
      },
      "wsgi:application",
    ],
    [
      "by the function where nobody calls it",
      { "shop/__init__.py": FACTORY },
      "shop:create_app()",
    ],
    [
      "by the function where only the file itself calls it",
      {
        "shop/__init__.py": FACTORY,
        "run.py": 'if __name__ == "__main__":\n    app = create_app()\n',
      },
      "shop:create_app()",
    ],
    [
      "by a function that is written over several lines",
      {
        "shop/factory.py":
          "def create_app(\n    config=None,\n    debug: bool = False,\n):\n    app = flask.Flask(__name__)\n\n    return app\n",
      },
      "shop.factory:create_app()",
    ],
    [
      "by a function of another package, as it is called",
      { "app.py": "from elsewhere import create_app\n\napp = create_app()\n" },
      "app:app",
    ],
  ])("%s", (_, files, target) => {
    expect(served(files)).toBe(target);
  });

  test("and that starts it itself is a program", () => {
    const found = detected({
      ...FLASK,
      "app.py":
        'def main():\n    app = Flask(__name__)\n    app.run(host="0.0.0.0", port=5001)\n\nif __name__ == "__main__":\n    main()\n',
    });
    expect(found.services.web).toMatchObject({
      command: ["python", "app.py"],
      ports: [5001],
    });
  });

  test("is told of where no server can call the function", () => {
    const found = detected({
      ...FLASK,
      "shop/__init__.py":
        "def create_app(config_name, *, debug=False):\n    app = Flask(__name__)\n    return app\n",
    });
    expect(found.spec).toBeNull();
    expect(found.warnings).toContain(
      "create_app makes the application of Flask and asks for config_name, which no server passes; write a wsgi.py with app = create_app(…) in it, which a server finds",
    );
  });

  test("is not told of where a program calls the function itself", () => {
    const { services, warnings } = detected({
      ...FLASK,
      "main.py":
        'def create(name):\n    return Flask(name)\n\nif __name__ == "__main__":\n    serve(create("x"), host="0.0.0.0", port=8000)\n',
    });
    expect(services.web!.command).toEqual(["python", "main.py"]);
    expect(warnings).toEqual([]);
  });

  test.each([
    ["uvicorn==0.30\n", ["uvicorn", "shop.web:build_api", "--factory"]],
    [
      "hypercorn==0.17\n",
      ["hypercorn", "--bind", "0.0.0.0:8000", "shop.web:build_api()"],
    ],
  ])("is served by %s", (line, command) => {
    const { services } = detected({
      ".python-version": "3.13\n",
      "requirements.txt": `fastapi==0.115\n${line}`,
      "shop/web.py":
        "def build_api():\n    api: FastAPI = FastAPI()\n    return api\n",
    });
    const words = services.web!.command as string[];
    expect(words.slice(0, command.length)).toEqual(command);
  });
});
