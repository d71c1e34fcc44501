import { expect, test } from "vitest";
import { allPorts } from "../../src/runtimes/python/detect/signs.ts";

const portsOf = (text: string) =>
  allPorts([{ file: "main.py", line: 1, text }]).map(({ port }) => port);

test.each(["SMTP_PORT = 2525", "DB_PORT = 5555", "PORT = 1883"])(
  "%s is another program's port",
  (text) => {
    expect(portsOf(text)).toEqual([]);
  },
);

test.each(["PORT = 8000", "HTTP_PORT = 8000"])("%s is its own", (text) => {
  expect(portsOf(text)).toEqual([8000]);
});
