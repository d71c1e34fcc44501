import { describe, expect, test } from "vitest";
import { detected, nodeProject as project } from "../../support/detection.ts";

const LOCAL =
  'the server listens on its own machine\'s address alone, which no published port reaches; write host: "0.0.0.0"';

const told = (code: string, name = "express") =>
  detected(project([name], { start: "node server.js" }, { "server.js": code }));

describe("a server that its own machine alone reaches", () => {
  test.each([
    'app.listen(3000, "localhost")',
    "const hostname = '127.0.0.1';\nconst port = 3000;\nhttp.createServer(f).listen(port, hostname);",
    'const HOST = "localhost";\napp.listen({\n  port: 3000,\n  host: HOST,\n});',
    'const server = Hapi.server({\n  port: 3000,\n  host: "localhost",\n});',
  ])("is a problem: %j", (code) => {
    expect(told(code).problems).toEqual([LOCAL]);
  });

  test("unless a variable says otherwise, which is set", () => {
    const { problems, services } = told(
      'app.listen(3000, process.env.HOST || "localhost")',
    );
    expect(problems).toEqual([]);
    expect(services.web!.environment).toEqual({ HOST: "0.0.0.0" });
  });

  test("is none that only connects to another", () => {
    const { problems } = told(
      'const host = "localhost";\nnew Client({ host: "localhost", port: 25 });\napp.listen(3000);',
    );
    expect(problems).not.toContain(LOCAL);
  });
});

describe("an address of another program on the own machine", () => {
  test.each([
    [
      "createClient({ url: 'redis://localhost:6379' })",
      "redis://localhost:6379",
    ],
    [
      "mongoose.connect('mongodb://127.0.0.1:27017/app')",
      "mongodb://127.0.0.1:27017/app",
    ],
    [
      "const url = `postgres://me:secret@localhost:5432/app`;",
      "postgres://…@localhost:5432/app",
    ],
  ])("is a problem: %s", (code, address) => {
    const { problems } = told(`${code}\napp.listen(3000)`);
    expect(problems).toEqual([
      expect.stringContaining(
        `${address} is the container itself, where nothing else runs; read it from a variable such as `,
      ),
    ]);
  });

  test("is none where a variable goes before it", () => {
    const { problems } = told(
      "createClient({ url: process.env.REDIS_URL ?? 'redis://localhost:6379' });\napp.listen(3000)",
      "redis",
    );
    expect(problems).toEqual([]);
  });

  test("is none in Python either, where a variable goes before it", () => {
    const python = (code: string) =>
      detected({
        ".python-version": "3.13\n",
        "requirements.txt": "redis==5\n",
        "main.py": `${code}\nwhile True:\n    pass\n`,
      }).problems;
    expect(python('URL = "redis://localhost:6379"')).toHaveLength(1);
    expect(
      python('URL = os.getenv("REDIS_URL", "redis://localhost:6379")'),
    ).toEqual([]);
  });
});

describe("a variable without anything in its place", () => {
  test.each([
    "stripe(process.env.STRIPE_KEY)",
    "stripe(process.env.STRIPE_KEY!)",
    'stripe(process.env["STRIPE_KEY"])',
  ])("is handed on: %s", (code) => {
    const { services } = told(`${code};\napp.listen(3000)`);
    expect(services.web!.environment).toEqual({ STRIPE_KEY: null });
  });

  test("is required where TypeScript is told that it is there", () => {
    const { warnings } = told("f(process.env.STRIPE_KEY!);\napp.listen(3000)");
    expect(warnings).toEqual([
      "STRIPE_KEY is read, and nothing stands in its place; write STRIPE_KEY=… into .env; Compose hands it on",
    ]);
  });

  test.each([
    "f(process.env.TIMEOUT || 5000)",
    "f(process.env.TIMEOUT ?? usual)",
    "process.env.TIMEOUT = '1'",
  ])("is not one with something else: %s", (code) => {
    const { services } = told(`${code};\napp.listen(3000)`);
    expect(services.web).not.toHaveProperty("environment");
  });

  test("that is an address of redis gives redis away", () => {
    const { services, lines } = told(
      "limit(process.env.REDIS_URL!);\napp.listen(3000)",
    );
    expect(services.redis).toBeDefined();
    expect(lines).toContain(
      "backing (likely) server.js:1 redis: REDIS_URL is read",
    );
  });
});
