import { describe, expect, test } from "vitest";
import { detected, nodeProject as project } from "../../support/detection.ts";

test("Nest runs what its build makes, and reloads by its own command", () => {
  const { spec, lines, refused } = detected(
    project(
      ["@nestjs/core"],
      {
        build: "nest build",
        start: "nest start",
        "start:dev": "nest start --watch",
        "start:prod": "node dist/main",
      },
      {
        "src/main.ts":
          "app.setGlobalPrefix('api');\nawait app.listen(process.env.PORT ?? 3000);",
        "src/health.controller.ts":
          "@Controller('health')\nexport class Health {\n  @Get()\n  check() {}\n}",
        "tsconfig.json": '{ "compilerOptions": {\n "outDir": "./dist"\n} }',
      },
      ["@nestjs/cli"],
    ),
  );
  expect(refused).toEqual([]);
  expect(spec).toEqual({
    name: "shop",
    images: { web: { runtime: { node: null } } },
    services: {
      web: {
        image: "web",
        command: ["node", "dist/main"],
        development: { command: ["nest", "start", "--watch"] },
        ports: [3000],
        health: { http: "/api/health" },
      },
    },
  });
  expect(lines[0]).toBe(
    "service (certain) package.json:7 web: NestJS, started by `node dist/main`",
  );
});

test("Next.js runs its own server from what its build made", () => {
  const { spec, refused } = detected(
    project(
      ["next", "react"],
      { dev: "next dev", build: "next build", start: "next start" },
      {
        "next.config.mjs": "",
        "app/page.jsx": "",
        "app/api/health/route.js": "export const GET = () => ok;",
      },
    ),
  );
  expect(refused).toEqual([]);
  expect(spec).toEqual({
    name: "shop",
    images: {
      web: {
        runtime: { node: null },
        output: [".next", "next.config.mjs"],
        run: { builder: { root: ["rm -rf .next/cache"] } },
        directories: [{ path: ".next", subdirs: ["cache"] }],
      },
    },
    services: {
      web: { image: "web", ports: [3000], health: { http: "/api/health" } },
    },
  });
});

test.each<[string, string[], string[], string[]]>([
  [
    "is left out, and said, where production cannot compile it",
    ["typescript"],
    [".next"],
    [
      "next.config.ts is compiled by typescript at each start, which is a development dependency, so production starts without what it says; rename it to next.config.mjs, or write typescript under dependencies (`npm install typescript`)",
    ],
  ],
  ["comes along where it can", [], [".next", "next.config.ts"], []],
])(
  "a configuration of Next.js in TypeScript %s",
  (_, development, output, warned) => {
    const shipped = development.length === 0 ? ["typescript"] : [];
    const found = detected(
      project(
        ["next", "react", ...shipped],
        { build: "next build", start: "next start" },
        { "next.config.ts": "", "app/page.tsx": "" },
        development,
      ),
    );
    expect(found.refused).toEqual([]);
    expect(found.spec!.images!.web!.output).toEqual(output);
    expect(found.warnings).toEqual(warned);
  },
);

describe("Vite", () => {
  const files = { "index.html": "", "src/main.js": "", "vite.config.js": "" };
  const scripts = { dev: "vite", build: "vite build", preview: "vite preview" };

  test("without a server has one in development alone, and says what is missing", () => {
    const found = detected(project([], scripts, files, ["vite"]));
    expect(found.refused).toEqual([]);
    expect(found.services.web).toEqual({
      image: "web",
      development: {
        command: ["vite", "--host", "0.0.0.0"],
        ports: [5173],
        health: { tcp: 5173 },
      },
    });
    expect(found.problems).toEqual([
      'Vite makes files for a browser, and nothing in production serves them; run `npm install serve` and write "start": "serve --single --listen 3000 dist", or serve them from your own server',
    ]);
  });

  test("with a server's script is served", () => {
    const start = "serve --single --listen 3000 dist";
    const found = detected(
      project(["serve"], { ...scripts, start }, files, ["vite"]),
    );
    expect(found.refused).toEqual([]);
    expect(found.problems).toEqual([]);
    expect(found.services.web).toMatchObject({
      ports: [3000],
      development: {
        command: ["vite", "--host", "0.0.0.0", "--port", "3000"],
      },
    });
  });

  test("beside a server of the project's own ships that too", () => {
    const found = detected(
      project(
        ["express"],
        { ...scripts, start: "node server.js" },
        { ...files, "server.js": "app.listen(3000)" },
        ["vite"],
      ),
    );
    expect(found.refused).toEqual([]);
    expect(found.spec!.images!.web!.output).toEqual(
      expect.arrayContaining(["dist", "server.js"]),
    );
  });
});

describe("TypeScript", () => {
  const files = { "src/server.ts": "app.listen(3000)" };

  test("run by tsx is run by it in production too", () => {
    const scripts = {
      start: "tsx src/server.ts",
      dev: "tsx watch src/server.ts",
    };
    const found = detected(project(["express", "tsx"], scripts, files));
    expect(found.refused).toEqual([]);
    expect(found.problems).toEqual([]);
    expect(found.services.web).not.toHaveProperty("command");
  });

  test("run by a tsx that production does not have is a problem", () => {
    const scripts = { start: "tsx src/server.ts" };
    const found = detected(project(["express"], scripts, files, ["tsx"]));
    expect(found.problems).toEqual([
      '`tsx src/server.ts` needs tsx, which is a development dependency, so production does not have it; write tsx under dependencies (`npm install tsx`), or a "build" script that compiles and a "start" that runs what it makes',
    ]);
  });

  test("loaded by a package of node's is looked at too", () => {
    const scripts = { start: "node --import tsx src/server.ts" };
    const { problems } = detected(
      project(["express"], scripts, files, ["tsx"]),
    );
    expect(problems[0]).toMatch(/needs tsx, which is a development dependency/);
  });

  test("that is compiled is run from there", () => {
    const scripts = { build: "tsc", dev: "tsx watch src/server.ts" };
    const { services, refused } = detected(
      project(["express"], scripts, files, ["tsx", "typescript"]),
    );
    expect(refused).toEqual([]);
    expect(services.web!.command).toEqual(["node", "dist/server.js"]);
  });

  test("that nothing compiles is a problem", () => {
    const { problems } = detected(project(["express"], {}, files));
    expect(problems[0]).toMatch(/^src\/server.ts is TypeScript, and nothing/);
  });
});
