import { describe, expect, test } from "vitest";
import { detected, nodeProject as project } from "../../support/detection.ts";

const SERVER = { "server.js": "app.listen(3000)" };

describe("variables of a file", () => {
  test.each<[string, string]>([
    ["node --env-file=.env server.js", "node server.js"],
    ["node --env-file .env server.js", "node server.js"],
    ["node --env-file-if-exists=.env server.js", "node server.js"],
  ])(
    "are Compose's to hand on, since no image has them: %s",
    (start, command) => {
      const { services, lines, refused } = detected(
        project(["express"], { start }, SERVER),
      );
      expect(refused).toEqual([]);
      expect(services.web).toMatchObject({
        command: command.split(" "),
        envFile: [{ path: ".env", required: false }],
      });
      expect(lines).toContain(
        "variable (certain) package.json:4 .env is in no image: Compose hands its variables on, and the command runs without its flag",
      );
    },
  );

  test("that development alone reads are its own", () => {
    const scripts = {
      start: "node server.js",
      dev: "node --watch --env-file=.env server.js",
    };
    const { services, refused } = detected(
      project(["express"], scripts, SERVER),
    );
    expect(refused).toEqual([]);
    expect(services.web).toMatchObject({
      development: { command: ["node", "--watch", "server.js"] },
      envFile: [{ path: ".env", required: false }],
    });
    expect(services.web).not.toHaveProperty("command");
  });
});

describe("pm2", () => {
  test.each<[string, Record<string, string>]>([
    ["pm2 start server.js", {}],
    ["pm2 start server.js -i max --name web", {}],
    [
      "pm2 start ecosystem.config.js",
      {
        "ecosystem.config.js":
          "module.exports = { apps: [{ name: 'web', script: './server.js' }] };",
      },
    ],
  ])("that goes to the background is left out: %s", (start, files) => {
    const { services, warnings, refused, problems } = detected(
      project(["express"], { start }, { ...SERVER, ...files }),
    );
    expect(refused).toEqual([]);
    expect(problems).toEqual([]);
    expect(services.web!.command).toEqual(["node", "server.js"]);
    expect(warnings).toEqual([
      `\`${start}\` leaves the program in the background, and a container ends with its command; the service runs \`node server.js\`, which Compose starts again by itself`,
    ]);
  });
});

describe("a command of the project's own", () => {
  test("in a shell script needs no package", () => {
    const { services, problems, refused } = detected(
      project(
        ["express"],
        { start: "sh start.sh" },
        {
          ...SERVER,
          "start.sh": "exec node server.js",
        },
      ),
    );
    expect(refused).toEqual([]);
    expect(problems).toEqual([]);
    expect(services.web).not.toHaveProperty("command");
  });

  test("in another language needs a package of the distribution", () => {
    const { problems } = detected(
      project(
        [],
        { start: "python3 tools/run.py" },
        { "tools/run.py": "", "lib/a.js": "" },
      ),
    );
    expect(problems).toEqual([
      "`python3 tools/run.py` needs python3, which no image of Node.js has; write packages: { runtime: [python3] } under the image",
    ]);
  });

  test("that starts what nothing makes is a problem", () => {
    const { problems } = detected(
      project(
        ["express"],
        {
          dev: "tsc -w & nodemon dist/server.js",
          start: "node dist/server.js",
        },
        { "src/server.ts": "app.listen(3000)" },
        ["typescript", "nodemon"],
      ),
    );
    expect(problems).toEqual([
      '`node dist/server.js` starts dist/server.js, which is not there, and no "build" script makes it; write "build": "tsc" under scripts, or start a file that is there',
    ]);
  });
});

describe("development of what is compiled", () => {
  const files = { "src/server.ts": "app.listen(3000)" };
  const scripts = { build: "tsc", start: "node dist/server.js" };

  test.each([
    "tsc -w & nodemon dist/server.js",
    'concurrently "tsc -w" "nodemon dist/server.js"',
    "nodemon dist/server.js",
    "node --watch dist/server.js",
  ])("builds before it starts: %s", (dev) => {
    const { services, refused } = detected(
      project(["express"], { ...scripts, dev }, files, [
        "typescript",
        "nodemon",
        "concurrently",
      ]),
    );
    expect(refused).toEqual([]);
    expect(services.web!.development).toEqual({
      command: ["sh", "-c", "npm run build && exec node dist/server.js"],
    });
    expect(services.web).not.toHaveProperty("command");
  });

  test("runs the source where something can", () => {
    const { services } = detected(
      project(
        ["express"],
        { ...scripts, dev: "tsc -w & nodemon dist/server.js" },
        files,
        ["typescript", "tsx"],
      ),
    );
    expect(services.web!.development).toEqual({
      command: ["tsx", "watch", "src/server.ts"],
    });
  });

  test("is by the package manager that the project has", () => {
    const { "package-lock.json": _, ...rest } = project(
      ["express"],
      scripts,
      files,
    );
    const { services } = detected({ ...rest, "pnpm-lock.yaml": "" });
    expect(services.web!.development).toEqual({
      command: ["sh", "-c", "pnpm run build && exec node dist/server.js"],
    });
  });
});
