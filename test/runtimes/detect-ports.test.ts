import { expect, test } from "vitest";
import { allPorts } from "../../src/runtimes/python/detect/signs.ts";

const portsOf = (text: string, ...more: string[]) =>
  allPorts(
    [text, ...more].map((each, index) => ({
      file: "main.py",
      line: index + 1,
      text: each,
    })),
  ).map(({ port }) => port);

const SERVES = "server.serve_forever()";

test.each(["SMTP_PORT = 2525", "DB_PORT = 5555", "PORT = 1883"])(
  "%s is another program's port",
  (text) => {
    expect(portsOf(text, SERVES)).toEqual([]);
  },
);

test.each([
  "PORT = 8000",
  'requests.get(f"http://device:{PORT}")\nPORT = 8000',
  'parser.add_argument("--port", default=8000)',
  "    port=8000,",
])("nothing listens at %s alone", (text) => {
  expect(portsOf(...(text.split("\n") as [string]))).toEqual([]);
});

test.each([
  "PORT = 8000",
  "HTTP_PORT = 8000",
  '    port = "8000"',
  'parser.add_argument("--port", type=int, default=8000)',
])("%s is its own where something serves", (text) => {
  expect(portsOf(text, SERVES)).toEqual([8000]);
});

test.each([
  'HTTPServer(("localhost", 8000), Handler)',
  'server_address = ("", 8000)',
  'sock.bind(("0.0.0.0", 8000))',
  'server.add_insecure_port("[::]:8000")',
  'websockets.serve(handle, "0.0.0.0", 8000)',
  'await asyncio.start_server(handle, "127.0.0.1", 8000)',
  'run_simple("localhost", 8000, app)',
  "start_http_server(8000)",
  "app.listen(8000)",
  "web.run_app(app, port=8000)",
  'demo.launch(server_name="0.0.0.0", server_port=8000)',
  'int(os.environ.get("PORT", 8000))',
])("%s listens by itself", (text) => {
  expect(portsOf(text)).toEqual([8000]);
});

test("a call over several lines is read as one", () => {
  expect(
    portsOf(
      "    app.run(",
      '        host="0.0.0.0",',
      "        port=8000,",
      "    )",
    ),
  ).toEqual([8000]);
});
