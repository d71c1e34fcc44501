import { describe, expect, test } from "vitest";
import { detected } from "../support/detection.ts";

const API = {
  ".python-version": "3.13\n",
  "requirements.txt": "flask==3.1.0\ngunicorn==23.0.0\n",
  "app.py": "app = Flask(__name__)\n",
};

describe("a Procfile", () => {
  const files = {
    ...API,
    Procfile:
      "web: gunicorn app:app --bind 0.0.0.0:$PORT --workers 2\nworker: python -m jobs\nrelease: flask db upgrade\n",
    "jobs.py": "",
  };

  test("names what runs", () => {
    const { services, refused, warnings } = detected(files);
    expect(refused).toEqual([]);
    expect(services.web).toMatchObject({
      command: "gunicorn app:app --bind 0.0.0.0:5000 --workers 2".split(" "),
      development: { command: expect.arrayContaining(["--debug"]) },
      ports: [5000],
    });
    expect(services.worker).toEqual({
      image: "web",
      command: ["python", "-m", "jobs"],
    });
    expect(warnings).toEqual([
      "the Procfile runs `flask db upgrade` before each release, and nothing here does; run it by hand: docker compose exec web flask db upgrade",
    ]);
  });

  test("hands to a shell what only one can run", () => {
    const { services, refused } = detected({
      ...files,
      Procfile: "web: FOO=1 python app.py | tee log\n",
    });
    expect(refused).toEqual([]);
    expect(services.web!.command).toEqual([
      "sh",
      "-c",
      "exec FOO=1 python app.py | tee log",
    ]);
  });

  test("whose gunicorn is told nothing is bound to the port", () => {
    const { services } = detected({
      ...files,
      Procfile: "web: gunicorn app:app\n",
    });
    expect(services.web!.command).toEqual([
      "gunicorn",
      "app:app",
      "--bind",
      "0.0.0.0:5000",
    ]);
  });

  test("takes the folder of what it starts for source, and finds modules as it does", () => {
    const { spec, refused, warnings } = detected({
      ".python-version": "3.13\n",
      "requirements.txt": "",
      "cli.py": 'if __name__ == "__main__":\n    ...\n',
      "lib/job.py": 'if __name__ == "__main__":\n    ...\n',
      "scripts/worker.py": 'open("out/x.txt", "w")\n',
      "scripts/common.py": "",
      Procfile: "worker: python -u scripts/worker.py\n",
    });
    expect(refused).toEqual([]);
    expect(warnings).toEqual([]);
    expect(spec!.images!.demo).toEqual({
      runtime: { python: null },
      source: ["cli.py", "lib", "scripts"],
      environment: { PYTHONPATH: "/app" },
      directories: [{ path: "out", volume: "out" }],
    });
  });
});
