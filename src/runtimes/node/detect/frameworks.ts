/** A framework by the package that brings it. */
export interface Framework {
  readonly title: string;
  readonly packages: readonly string[];
  /** Its usual port. */
  readonly port: number;
  /** What package.json's scripts say where they say nothing. */
  readonly production: readonly string[] | null;
  readonly development: readonly string[] | null;
  /** What the build makes, where the compiler's configuration does not tell; null for that. */
  readonly output: string | null;
  /** Whether it is only shown by a browser, so that production needs a server of its own. */
  readonly isFrontEnd: boolean;
  /** Whether production runs what its build made, and needs no package of it. */
  readonly isBundled: boolean;
  /** What production is told. */
  readonly environment: Readonly<Record<string, string>>;
  /** What code has to show too, or null. */
  readonly sign: RegExp | null;
}

const server = (title: string, ...packages: readonly string[]): Framework => ({
  title,
  packages,
  port: 3000,
  production: null,
  development: null,
  output: null,
  isFrontEnd: false,
  isBundled: false,
  environment: {},
  sign: null,
});

const frontEnd = (
  title: string,
  name: string,
  port: number,
  development: readonly string[],
): Framework => ({
  ...server(title, name),
  port,
  development,
  isFrontEnd: true,
});

/** A framework whose build makes a server of its own. */
const bundled = (
  title: string,
  packages: readonly string[],
  parts: Partial<Framework>,
): Framework => ({ ...server(title, ...packages), isBundled: true, ...parts });

/** The first that fits is taken, so what stands on another one comes before it. */
export const FRAMEWORKS: readonly Framework[] = [
  {
    ...server("Next.js", "next"),
    production: ["next", "start"],
    development: ["next", "dev"],
    output: ".next",
  },
  bundled("Nuxt", ["nuxt"], {
    production: ["node", ".output/server/index.mjs"],
    development: ["nuxt", "dev"],
    output: ".output",
  }),
  {
    ...server("React Router", "@react-router/serve"),
    production: ["react-router-serve", "./build/server/index.js"],
    development: ["react-router", "dev"],
    output: "build",
  },
  {
    ...server("Remix", "@remix-run/serve"),
    production: ["remix-serve", "./build/server/index.js"],
    development: ["remix", "vite:dev"],
    output: "build",
  },
  bundled("SvelteKit", ["@sveltejs/adapter-node"], {
    production: ["node", "build"],
    development: ["vite", "dev"],
    output: "build",
  }),
  bundled("Astro", ["@astrojs/node"], {
    port: 4321,
    production: ["node", "dist/server/entry.mjs"],
    development: ["astro", "dev"],
    output: "dist",
    environment: { HOST: "0.0.0.0", PORT: "4321" },
  }),
  {
    ...server("NestJS", "@nestjs/core"),
    production: ["node", "dist/main"],
    development: ["nest", "start", "--watch"],
  },
  server("Express", "express"),
  server("Fastify", "fastify"),
  server("Koa", "koa"),
  server("Hono", "hono", "@hono/node-server"),
  server("Hapi", "@hapi/hapi"),
  server("Polka", "polka"),
  server("Restify", "restify"),
  { ...server("Apollo Server", "@apollo/server"), port: 4000 },
  { ...server("GraphQL Yoga", "graphql-yoga"), port: 4000 },
  server("Socket.IO", "socket.io"),
  // Most who install it only connect by it.
  {
    ...server("ws", "ws"),
    port: 8080,
    sign: /\bnew\s+(?:\w+\.)?(?:WebSocketServer|WebSocket\.Server|WSS)\(/,
  },
];

/** Servers of development that answer their own machine alone, by how they are started, with their own port. */
export const LOCAL_SERVERS: readonly (readonly [
  start: RegExp,
  port: number,
])[] = [
  [/^vite(?: (?:dev|serve))?$/, 5173],
  [/^(?:react-router dev|remix vite:dev)$/, 5173],
  [/^(?:nuxt|nuxi) dev$/, 3000],
  [/^astro dev$/, 4321],
  [/^ng serve$/, 4200],
];

const ADDRESS = ["--host", "0.0.0.0"];

/** What needs a server of its own in production. */
export const FRONT_ENDS: readonly Framework[] = [
  frontEnd("Vite", "vite", 5173, ["vite", ...ADDRESS]),
  frontEnd("Create React App", "react-scripts", 3000, [
    "react-scripts",
    "start",
  ]),
  frontEnd("Astro", "astro", 4321, ["astro", "dev", ...ADDRESS]),
  frontEnd("Vue CLI", "@vue/cli-service", 8080, ["vue-cli-service", "serve"]),
];
