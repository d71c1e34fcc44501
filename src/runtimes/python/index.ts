import { quote } from "../../stages/steps.ts";
import type { Runtime } from "../runtime.ts";
import { pythonEvidence } from "./evidence.ts";
import { resolvePython } from "./resolve.ts";
import { pythonStages } from "./stages.ts";
import type { PythonToolchain } from "./toolchain.ts";

const RELOADING =
  /^(?:--reload|--debug|watchfiles|watchmedo|runserver|jurigged)$/;

/** Python with uv or pip. */
export const python: Runtime<PythonToolchain> = {
  name: "python",
  reads:
    /^(?:pyproject\.toml|setup\.(?:py|cfg)|\.python-version|.*requirements.*\.txt|constraints.*\.txt|(?:base|dev|development|prod|production|common|core|main|shared|tests?)\.txt)$/,
  resolve: resolvePython,
  stages: pythonStages,
  environment: (image) => ({
    PATH: `"${image.workdir}/.venv/bin:$PATH"`,
    PYTHONUNBUFFERED: quote("1"),
  }),
  reloads: (command) =>
    command.some((word) => RELOADING.test(word)) ||
    (command[0] === "fastapi" && command[1] === "dev") ||
    (command[0] === "streamlit" && command[1] === "run"),
  // Flask and Django watch what was imported, all others their folder or the ones that they are told.
  followsImports: (command) =>
    command.some((word) => /^(?:--debug|runserver|--reload-dir.*)$/.test(word)),
  // Docker ends a probe that takes longer than its timeout; urllib would ask a proxy for what is here.
  probe: {
    http: (port, path) => [
      "python",
      "-c",
      `import urllib.request as r; r.build_opener(r.ProxyHandler({})).open(${JSON.stringify(`http://127.0.0.1:${port}${path}`)})`,
    ],
    tcp: (port) => [
      "python",
      "-c",
      `import socket; socket.create_connection(("127.0.0.1", ${port}))`,
    ],
  },
  evidence: pythonEvidence,
  ignore: [
    "**/__pycache__",
    "**/*.py[cod]",
    "**/.pytest_cache",
    "**/.ruff_cache",
    "**/.mypy_cache",
    "**/*.egg-info",
  ],
};
