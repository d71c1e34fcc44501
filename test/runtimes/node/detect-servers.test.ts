import { describe, expect, test } from "vitest";
import {
  detected,
  LOCK,
  nodeProject as project,
} from "../../support/detection.ts";

const START = {
  start: "node src/server.js",
  dev: "node --watch src/server.js",
};

describe("a server", () => {
  test.each<[string, string, string]>([
    [
      "Express",
      "express",
      'app.get("/healthz", ok);\napp.listen(process.env.PORT ?? 4000);',
    ],
    ["Koa", "koa", 'router.get("/healthz", ok);\napp.listen(4000);'],
    [
      "Hono",
      "hono",
      'app.get("/healthz", ok);\nserve({ fetch: app.fetch, port: 4000 });',
    ],
    [
      "Fastify",
      "fastify",
      'app.get("/healthz", ok);\nawait app.listen({ port: 4000, host: "0.0.0.0" });',
    ],
  ])("of %s needs its port and its health path alone", (title, name, code) => {
    const { spec, lines, refused } = detected(
      project([name], START, { "src/server.js": code }),
    );
    expect(refused).toEqual([]);
    expect(spec).toEqual({
      name: "shop",
      images: { web: { runtime: { node: null } } },
      services: {
        web: { image: "web", ports: [4000], health: { http: "/healthz" } },
      },
    });
    expect(lines).toEqual([
      `service (certain) package.json:4 web: ${title}, started by \`node src/server.js\``,
      expect.stringMatching(/^port \(certain\) src\/server.js:\d port 4000$/),
      "health (likely) src/server.js:1 /healthz says whether it works",
    ]);
  });

  test("that no script starts is started by its file", () => {
    const { services, refused } = detected(
      project(["express"], {}, { "server.js": "app.listen(3000)" }),
    );
    expect(refused).toEqual([]);
    expect(services.web).toEqual({
      image: "web",
      command: ["node", "server.js"],
      ports: [3000],
      health: { tcp: 3000 },
    });
  });

  test("whose main is not there is started by the file that is", () => {
    const { services } = detected({
      ...LOCK,
      "package.json": { main: "index.js", dependencies: { express: "1" } },
      "app.js": "app.listen(3000)",
    });
    expect(services.web!.command).toEqual(["node", "app.js"]);
  });

  test("with variables before its command has them in its environment", () => {
    const scripts = {
      start: "NODE_ENV=production LEVEL=info node src/server.js",
    };
    const { services, refused } = detected(
      project(["express"], scripts, { "src/server.js": "app.listen(3000)" }),
    );
    expect(refused).toEqual([]);
    expect(services.web).toMatchObject({
      command: ["node", "src/server.js"],
      environment: { LEVEL: "info" },
    });
  });

  test("that builds and starts in one script is built by the image", () => {
    const scripts = {
      build: "tsc",
      start: "npm run build && node dist/server.js",
    };
    const { services, refused } = detected(
      project(["express"], scripts, { "src/server.ts": "app.listen(3000)" }),
    );
    expect(refused).toEqual([]);
    expect(services.web!.command).toEqual(["node", "dist/server.js"]);
  });

  test("is told its PORT where code has none in its place", () => {
    const files = { "src/server.js": "app.listen(process.env.PORT)" };
    const { services } = detected(project(["express"], START, files));
    expect(services.web).toMatchObject({
      ports: [3000],
      environment: { PORT: "3000" },
    });
  });

  test.each([
    ["PORT in .env", { ".env.example": "PORT=4100\n" }, 4100],
    [
      "EXPOSE of a Dockerfile",
      { Dockerfile: "FROM node\nEXPOSE 4200\n" },
      4200,
    ],
  ])("takes its port from %s", (_, more, port) => {
    const files = { "src/server.js": "app.listen(process.env.PORT)", ...more };
    const { services } = detected(project(["express"], START, files));
    expect(services.web).toMatchObject({
      ports: [port],
      environment: { PORT: String(port) },
    });
  });

  test("reads its port from a destructured environment", () => {
    const code = "const { PORT = '3100', A = 'b' } = process.env;";
    const files = { "src/server.js": code };
    const { services } = detected(project(["express"], START, files));
    expect(services.web).toEqual({
      image: "web",
      ports: [3100],
      health: { tcp: 3100 },
    });
  });

  test.each([
    ["express", 'app.listen(3000, "127.0.0.1")'],
    ["fastify", "app.listen({ port: 3000 })"],
  ])("that only its own machine reaches is a problem: %s", (name, code) => {
    const { problems } = detected(
      project([name], START, { "src/server.js": code }),
    );
    expect(problems).toEqual([
      'the server listens on its own machine\'s address alone, which no published port reaches; write host: "0.0.0.0"',
    ]);
  });

  test("with a worker's script has a worker", () => {
    const scripts = { ...START, worker: "node src/worker.js" };
    const files = { "src/server.js": "app.listen(3000)", "src/worker.js": "" };
    const { services, refused } = detected(
      project(["express", "bullmq"], scripts, files),
    );
    expect(refused).toEqual([]);
    expect(services.worker).toEqual({
      image: "web",
      command: ["node", "src/worker.js"],
      dependsOn: ["redis"],
    });
  });

  test("reads no code out of comments and tests", () => {
    const files = {
      "src/server.js":
        "// app.listen(1111)\n/* app.listen(2222)\n*/ app.listen(3000) // http://x",
      "src/server.test.js": "app.listen(4444)",
    };
    const { lines } = detected(project(["express"], START, files));
    expect(lines.filter((line) => line.startsWith("port"))).toEqual([
      "port (certain) src/server.js:3 port 3000",
    ]);
  });
});
