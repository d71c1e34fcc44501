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
}

const server = (title: string, ...packages: readonly string[]): Framework => ({
  title,
  packages,
  port: 3000,
  production: null,
  development: null,
  output: null,
  isFrontEnd: false,
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

/** The first that fits is taken, so what stands on another one comes before it. */
export const FRAMEWORKS: readonly Framework[] = [
  {
    ...server("Next.js", "next"),
    production: ["next", "start"],
    development: ["next", "dev"],
    output: ".next",
  },
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
