import { describe, expect, test } from "vitest";
import { detected, nodeProject as project } from "../../support/detection.ts";

interface Known {
  readonly title: string;
  readonly dependencies: readonly string[];
  readonly development?: readonly string[];
  readonly scripts: Record<string, string>;
  readonly files: Record<string, string>;
  readonly command: readonly string[];
  readonly reloading?: readonly string[];
  readonly port: number;
  readonly output?: readonly string[];
}

const KNOWN: readonly Known[] = [
  {
    title: "Nuxt",
    dependencies: ["nuxt", "vue"],
    scripts: {
      build: "nuxt build",
      dev: "nuxt dev",
      preview: "nuxt preview",
      postinstall: "nuxt prepare || true",
    },
    files: { "app.vue": "", "nuxt.config.ts": "" },
    command: ["node", ".output/server/index.mjs"],
    reloading: ["nuxt", "dev", "--host", "0.0.0.0"],
    port: 3000,
    output: [".output"],
  },
  {
    title: "Nuxt",
    dependencies: [],
    development: ["nuxt"],
    scripts: { build: "nuxt build", dev: "nuxt dev" },
    files: { "pages/index.vue": "" },
    command: ["node", ".output/server/index.mjs"],
    reloading: ["nuxt", "dev", "--host", "0.0.0.0"],
    port: 3000,
    output: [".output"],
  },
  {
    title: "React Router",
    dependencies: ["@react-router/serve", "@react-router/node", "react"],
    development: ["@react-router/dev", "vite"],
    scripts: {
      build: "react-router build",
      dev: "react-router dev",
      start: "react-router-serve ./build/server/index.js",
    },
    files: { "app/root.tsx": "", "react-router.config.ts": "" },
    command: ["react-router-serve", "./build/server/index.js"],
    reloading: ["react-router", "dev", "--host", "0.0.0.0", "--port", "3000"],
    port: 3000,
    output: ["build"],
  },
  {
    title: "Remix",
    dependencies: ["@remix-run/serve", "@remix-run/node"],
    development: ["@remix-run/dev", "vite"],
    scripts: {
      build: "remix vite:build",
      dev: "remix vite:dev",
      start: "remix-serve ./build/server/index.js",
    },
    files: { "app/root.tsx": "" },
    command: ["remix-serve", "./build/server/index.js"],
    reloading: ["remix", "vite:dev", "--host", "0.0.0.0", "--port", "3000"],
    port: 3000,
    output: ["build"],
  },
  {
    title: "SvelteKit",
    dependencies: [],
    development: ["@sveltejs/kit", "@sveltejs/adapter-node", "vite"],
    scripts: { build: "vite build", dev: "vite dev", preview: "vite preview" },
    files: { "src/routes/+page.svelte": "", "src/app.html": "" },
    command: ["node", "build"],
    reloading: ["vite", "dev", "--host", "0.0.0.0", "--port", "3000"],
    port: 3000,
    output: ["build"],
  },
  {
    title: "Astro",
    dependencies: ["astro", "@astrojs/node"],
    scripts: { build: "astro build", dev: "astro dev" },
    files: { "src/pages/index.astro": "", "astro.config.mjs": "" },
    command: ["node", "dist/server/entry.mjs"],
    reloading: ["astro", "dev", "--host", "0.0.0.0"],
    port: 4321,
  },
  {
    title: "Apollo Server",
    dependencies: ["@apollo/server", "graphql"],
    scripts: { start: "node index.js" },
    files: {
      "index.js":
        "const { url } = await startStandaloneServer(server, { listen: { port: 4000 } });",
    },
    command: ["node", "index.js"],
    port: 4000,
  },
  {
    title: "Socket.IO",
    dependencies: ["socket.io"],
    scripts: { start: "node index.js" },
    files: { "index.js": "const io = new Server(8080);" },
    command: ["node", "index.js"],
    port: 8080,
  },
  {
    title: "ws",
    dependencies: ["ws"],
    scripts: { start: "node index.js" },
    files: {
      "index.js": "const wss = new WebSocketServer({ port: 8081 });",
    },
    command: ["node", "index.js"],
    port: 8081,
  },
  {
    title: "Restify",
    dependencies: ["restify"],
    scripts: { start: "node index.js" },
    files: { "index.js": "server.listen(8082, f)" },
    command: ["node", "index.js"],
    port: 8082,
  },
];

describe("a known server", () => {
  test.each(KNOWN)(
    "of $title has its command, its port and its development",
    (known) => {
      const { spec, services, lines, problems, refused } = detected(
        project(
          known.dependencies,
          known.scripts,
          known.files,
          known.development,
        ),
      );
      expect(refused).toEqual([]);
      expect(problems).toEqual([]);
      expect(lines[0]).toContain(
        `web: ${known.title}, started by \`${known.command.join(" ")}\``,
      );
      const { web } = services;
      expect(web!.ports).toEqual([known.port]);
      expect(web!.health).toEqual({ tcp: known.port });
      expect(web!.restart).toBeUndefined();
      if (known.reloading)
        expect(web!.development!.command).toEqual(known.reloading);
      if (known.output)
        expect(spec!.images!.web!.output ?? ["build"]).toEqual(known.output);
    },
  );

  test("of Express's generator has the port that bin/www has", () => {
    const code = "var port = normalizePort(process.env.PORT || '3100');";
    const { services } = detected(
      project(
        ["express"],
        { start: "node ./bin/www" },
        { "bin/www": code, "app.js": "" },
      ),
    );
    expect(services.web!.ports).toEqual([3100]);
  });

  test("of Hapi has the health path of its routes", () => {
    const code =
      'const server = Hapi.server({ port: 3000 });\nserver.route({ method: "GET", path: "/healthz", handler: f });';
    const { services } = detected(
      project(["@hapi/hapi"], { start: "node index.js" }, { "index.js": code }),
    );
    expect(services.web!.health).toEqual({ http: "/healthz" });
  });

  test("of Astro is told where to listen", () => {
    const { services } = detected(
      project(
        ["astro", "@astrojs/node"],
        { build: "astro build", dev: "astro dev" },
        { "src/pages/index.astro": "" },
      ),
    );
    expect(services.web!.environment).toEqual({
      HOST: "0.0.0.0",
      PORT: "4321",
    });
  });
});

describe("a program of nobody's framework", () => {
  const start = { start: "node index.js" };

  test.each([
    "client.login(token)",
    "new Worker('queue', work, { connection })",
    "new TelegramBot(token, { polling: true })",
    "bot.startPolling()",
    "boss.work('queue', f)",
    "queue.process(f)",
    "new CronJob('* * * * *', f)",
    "agenda.start()",
    "await app.start()",
    "client.on('message', f)",
  ])("stays: %s", (code) => {
    const { services, lines } = detected(
      project([], start, { "index.js": code }),
    );
    expect(services.app).not.toHaveProperty("restart");
    expect(lines[0]).toMatch(/^service \(certain\)/);
  });

  test("seems to end where nothing in it stays", () => {
    const { services, lines } = detected(
      project([], start, { "index.js": "main();" }),
    );
    expect(services.app!.restart).toBe("no");
    expect(lines[0]).toBe(
      "service (guess) package.json:4 app: a program that ends, started by `node index.js`",
    );
  });

  test("that listens at a port which is nowhere written is told", () => {
    const { services, warnings } = detected(
      project([], start, {
        "index.js": "http.createServer(f).listen(settings.port)",
      }),
    );
    expect(services.app).not.toHaveProperty("restart");
    expect(warnings).toEqual([
      "it listens at a port that is not written here; write ports: [8080] and health: { tcp: 8080 } under services.app, with its own number",
    ]);
  });
});
