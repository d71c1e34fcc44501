import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** How many services share an image. */
const SERVICES_PER_IMAGE = 10;

type Files = Readonly<Record<string, string>>;

const python = (name: string): Files => ({
  "pyproject.toml": `[project]
name = "${name}"
version = "0.1.0"
requires-python = ">=3.11"
dependencies = ["fastapi>=0.115"]

[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
`,
  "uv.lock": 'version = 1\nrequires-python = ">=3.11"\n',
  [`src/${name.replaceAll("-", "_")}/__init__.py`]: "",
});

const node = (name: string): Files => ({
  "package.json": `${JSON.stringify({ name, version: "1.0.0", type: "module", engines: { node: ">=22" }, scripts: { start: "node src/server.js", dev: "node --watch src/server.js" } }, null, 2)}\n`,
  "package-lock.json": `${JSON.stringify({ name, version: "1.0.0", lockfileVersion: 3, packages: {} }, null, 2)}\n`,
  "src/server.js": "\n",
});

/** Every other image is Python's: both languages are on the way. */
const isPython = (image: number) => image % 2 === 0;

function imageSpec(image: number): string {
  const runtime = isPython(image)
    ? '{ python: "3.13", packageManager: uv }'
    : '{ node: "22", packageManager: npm }';
  return `  image-${image}:
    context: apps/image-${image}
    runtime: ${runtime}
    directories:
      - { path: /app/cache, subdirs: [one, two], volume: cache-${image} }`;
}

function serviceSpec(service: number): string {
  const image = Math.floor(service / SERVICES_PER_IMAGE);
  const module = `image_${image}`;
  const command = isPython(image)
    ? `[python, -m, ${module}, serve-${service}]`
    : `[node, src/server.js, serve-${service}]`;
  const isFirst = service % SERVICES_PER_IMAGE === 0;
  return `  service-${service}:
    image: image-${image}
    command: ${command}
    ports: [{ container: 8000, host: ${10_000 + service} }]
    environment: { SERVICE: "${service}", LEVEL: info }
    health: { http: /health }
    dependsOn: [${isFirst ? "postgres" : `service-${image * SERVICES_PER_IMAGE}`}]`;
}

/**
 * Writes a project of many services, each image in a context of its own.
 *
 * @param services A multiple of ten; ten services share an image.
 */
export function writeSyntheticProject(root: string, services: number): void {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const images = Array.from(
    { length: services / SERVICES_PER_IMAGE },
    (_, image) => image,
  );
  for (const image of images) {
    const files = (isPython(image) ? python : node)(`image-${image}`);
    for (const [path, text] of Object.entries(files)) {
      write(`apps/image-${image}/${path}`, text);
    }
  }
  const spec = [
    "name: synthetic",
    "images:",
    ...images.map(imageSpec),
    "services:",
    ...Array.from({ length: services }, (_, service) => serviceSpec(service)),
    '  postgres: { backing: postgres, version: "17" }',
  ];
  write("dockwright.yaml", `${spec.join("\n")}\n`);
}
