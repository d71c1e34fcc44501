import { inFillingOrder } from "./compose/filling.ts";
import { inProject } from "../model/paths.ts";
import type { Image, Project, Service } from "../model/project.ts";
import type { Variable } from "./plan-env.ts";
import { waitOption, type WaitOption } from "./wait-option.ts";

/** A row of a table: cells in Markdown. */
export type Row = readonly string[];

/** The guide of one project: DOCKER.md. */
export interface GuidePlan {
  readonly name: string;
  readonly specFile: string;
  readonly user: string;
  readonly uid: number;
  readonly gid: number;
  readonly services: { readonly head: Row; readonly rows: readonly Row[] };
  readonly directories: { readonly head: Row; readonly rows: readonly Row[] };
  readonly variables: { readonly head: Row; readonly rows: readonly Row[] };
  readonly hasImages: boolean;
  readonly wait: WaitOption;
  readonly hasDirectories: boolean;
  /** Whether services wait for another only since it fills their volume. */
  readonly sharesVolumes: boolean;
  /** The passwords that we make. */
  readonly secrets: readonly string[];
  /** A service to show commands with. */
  readonly example: string;
  readonly rebuilds: string;
  readonly dockerfiles: string;
}

/** A text as a code span, whatever backticks and bars it holds. */
export function code(text: string): string {
  // A bar that ends a cell follows an even number of backslashes.
  const line = text
    .replace(/\s+/g, " ")
    .replace(
      /(\\\\)*(\\?)\|/g,
      (bar, _, odd) => `${bar.slice(0, -1)}${odd}\\|`,
    );
  const longest = Math.max(
    0,
    ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length),
  );
  const fence = "`".repeat(longest + 1);
  const pad = /^`|`$/.test(line) ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

const ports = (service: Service) =>
  service.development.ports
    .map(
      ({ host, container, name }) =>
        `${host}${host === container ? "" : ` → ${container}`}${name === null ? "" : ` (${name})`}`,
    )
    .join(", ");

function runs(service: Service): string {
  const { origin } = service;
  if (origin.kind !== "built") return code(origin.reference);
  return origin.target === "development"
    ? code(origin.image)
    : `${code(origin.image)}, its production stage`;
}

function onSave({ origin, development }: Service): string {
  if (origin.kind !== "built") return "";
  if (origin.target === "production") return "the image is built again";
  return development.reloads
    ? "synced; the process reloads"
    : "synced; the service restarts";
}

const health = ({ development: { health: check } }: Service) =>
  check === null || check === "none" ? "" : code(check.asks);

const serviceRow = (service: Service): Row => [
  code(service.name),
  runs(service),
  ports(service),
  health(service),
  onSave(service),
];

const directoryRows = (image: Image): Row[] =>
  image.directories.map(({ path, mode, volume, reason, of }) => [
    code(path),
    code(image.name),
    code(mode),
    volume === null ? "" : `volume ${code(volume)}`,
    of === null ? reason : `${reason} ${code(of)}`,
  ]);

const variableRow = ({ name, value, about }: Variable): Row => [
  code(name),
  value === null ? "" : code(value),
  about,
];

/**
 * @param project The project that it guides through.
 * @param variables What its Compose files read: told here too, since a person's own .env.example stays theirs.
 */
export function planGuide(
  project: Project,
  variables: readonly Variable[],
): GuidePlan {
  const directories = project.images.flatMap(directoryRows);
  const built = project.services.find(({ origin }) => origin.kind === "built");
  const rebuilds = project.images.flatMap(
    ({ context, toolchain, dockerfile }) => [
      ...toolchain.manifests.map((path) => inProject(context, path)),
      dockerfile,
    ],
  );
  return {
    name: project.name,
    specFile: project.specFile,
    user: project.user.name,
    uid: project.user.uid,
    gid: project.user.gid,
    services: {
      head: [
        "Service",
        "Runs",
        "Ports on 127.0.0.1",
        "Healthy when",
        "When you save",
      ],
      rows: project.services.map(serviceRow),
    },
    directories: {
      head: ["Directory", "Image", "Mode", "Kept in", "Why"],
      rows: directories,
    },
    variables: {
      head: ["Variable", "When it is not set", "What it is"],
      rows: variables.map(variableRow),
    },
    hasImages: project.images.length > 0,
    wait: waitOption(project, "development"),
    hasDirectories: directories.length > 0,
    sharesVolumes: inFillingOrder(project, "development").some(
      (service, index) =>
        service.development.dependsOn.length >
        project.services[index]!.development.dependsOn.length,
    ),
    secrets: project.secrets.flatMap((secret) =>
      "file" in secret && secret.generated ? [code(secret.file)] : [],
    ),
    example: built?.name ?? project.services[0]?.name ?? "SERVICE",
    rebuilds: [...new Set(rebuilds)].map(code).join(", "),
    dockerfiles: [
      ...new Set(project.images.map(({ dockerfile }) => code(dockerfile))),
    ].join(", "),
  };
}
