import type { Files } from "../../support/specs.ts";

/** A package of Python under src/, which serves one word: a project that can be installed wrongly. */
export const PACKAGE: Files = {
  "dockwright.yaml": `name: hello
images:
  hello:
    runtime: { python: "3.13", packageManager: pip }
services:
  hello: { image: hello, command: [python, -m, hello], ports: [8000], health: { http: / } }
`,
  "pyproject.toml": `[project]
name = "hello"
version = "1.0"
requires-python = ">=3.11"

[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"
`,
  "requirements.txt": "",
  "src/hello/__init__.py": "",
  "src/hello/__main__.py": `"""Serves one word."""

import signal
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Hello(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"hello")


signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))

if __name__ == "__main__":
    ThreadingHTTPServer(("", 8000), Hello).serve_forever()
`,
};
