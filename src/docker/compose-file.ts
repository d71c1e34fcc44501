/**
 * The part of `docker compose config --format json` that is read here; the rest is handed on as it stands.
 * https://docs.docker.com/reference/compose-file/
 */
export interface ComposeFile {
  readonly name?: string;
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks?: Readonly<Record<string, object | null>>;
  readonly volumes?: Readonly<Record<string, object | null>>;
  readonly secrets?: Readonly<Record<string, ComposeSecret>>;
}

export interface ComposeSecret {
  readonly file?: string;
  readonly environment?: string;
}

export interface ComposeMount {
  readonly type: string;
  readonly source?: string;
  readonly target: string;
  readonly read_only?: boolean;
}

export interface ComposeWatch {
  readonly action: string;
  /** Absolute, once Compose has read it. */
  readonly path: string;
  readonly target?: string;
  readonly ignore?: readonly string[];
}

export interface ComposeBuild {
  readonly context: string;
  readonly dockerfile?: string;
  readonly dockerfile_inline?: string;
  readonly target?: string;
  readonly args?: Readonly<Record<string, string | null>>;
  readonly secrets?: readonly {
    readonly source: string;
    readonly target?: string;
  }[];
  readonly additional_contexts?: Readonly<Record<string, string>>;
  readonly ssh?: readonly string[];
  readonly network?: string;
  readonly platforms?: readonly string[];
  /** As `name=address`, once Compose has read it. */
  readonly extra_hosts?: readonly string[];
  readonly shm_size?: string | number;
  readonly ulimits?: Readonly<
    Record<string, number | { readonly soft: number; readonly hard: number }>
  >;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface ComposeService {
  readonly image?: string;
  readonly platform?: string;
  readonly build?: ComposeBuild;
  readonly profiles?: readonly string[];
  readonly depends_on?: Readonly<
    Record<string, { readonly condition: string; readonly required?: boolean }>
  >;
  readonly ports?: readonly {
    readonly target: number;
    readonly protocol?: string;
    readonly host_ip?: string;
  }[];
  readonly networks?: Readonly<Record<string, object | null>>;
  readonly volumes?: readonly ComposeMount[];
  readonly tmpfs?: readonly string[];
  readonly healthcheck?: {
    readonly test?: readonly string[] | string;
    readonly disable?: boolean;
  };
  readonly develop?: { readonly watch?: readonly ComposeWatch[] };
  readonly labels?: Readonly<Record<string, string>>;
  readonly user?: string;
  readonly restart?: string;
  readonly read_only?: boolean;
  readonly init?: boolean;
}

/** All that one image is built from. */
export interface BuildSection {
  readonly context: string;
  /** Relative to the working directory or absolute, or null for the context's own. */
  readonly dockerfile: string | null;
  /** The text of a Dockerfile that the Compose file itself holds, or null. */
  readonly inline: string | null;
  readonly target: string | null;
  readonly args: Readonly<Record<string, string>>;
  /** As `docker build --secret` takes them. */
  readonly secrets: readonly string[];
  readonly contexts: Readonly<Record<string, string>>;
  readonly ssh: readonly string[];
  /** What the build runs in, as flags of `docker build`. */
  readonly flags: readonly string[];
}

/** A text as it was meant: what Compose prints can be read again, and has each dollar twice. */
const meant = (text: string) => text.replaceAll("$$", () => "$");

/** Where a build runs, as flags of `docker build`. Of several platforms an engine loads one: the service's, or its own. */
function flagsOf(
  { network, platforms = [], extra_hosts, shm_size, ulimits }: ComposeBuild,
  platform: string | undefined,
): string[] {
  const [only] = platforms.length === 1 ? platforms : [];
  const each = {
    network: [network],
    platform: [platform ?? only],
    "add-host": extra_hosts ?? [],
    "shm-size": [shm_size],
    ulimit: Object.entries(ulimits ?? {}).map(([name, limit]) =>
      typeof limit === "number"
        ? `${name}=${limit}`
        : `${name}=${limit.soft}:${limit.hard}`,
    ),
  };
  return Object.entries(each).flatMap(([flag, values]) =>
    values.flatMap((value) =>
      value === undefined ? [] : [`--${flag}`, `${value}`],
    ),
  );
}

/** What a service's image is built from, ready for `docker build`; null where it is not built. */
export function buildSectionOf(
  file: ComposeFile,
  service: ComposeService,
): BuildSection | null {
  const { build } = service;
  if (!build) return null;
  const secrets = (build.secrets ?? []).flatMap(({ source, target }) => {
    const secret = file.secrets?.[source];
    const id = `id=${target ?? source}`;
    if (secret?.file) return [`${id},src=${secret.file}`];
    return secret?.environment ? [`${id},env=${secret.environment}`] : [];
  });
  const args = Object.entries(build.args ?? {}).flatMap(([name, value]) =>
    value === null ? [] : [[name, meant(value)] as const],
  );
  const { context, dockerfile = null, dockerfile_inline } = build;
  // Compose makes paths absolute: another context lies elsewhere, and its Dockerfile in it.
  const isBelow = context.startsWith("/") && !dockerfile?.startsWith("/");
  return {
    context,
    dockerfile: dockerfile && isBelow ? `${context}/${dockerfile}` : dockerfile,
    inline: dockerfile_inline === undefined ? null : meant(dockerfile_inline),
    target: build.target ?? null,
    args: Object.fromEntries(args),
    secrets,
    contexts: build.additional_contexts ?? {},
    ssh: build.ssh ?? [],
    flags: flagsOf(build, service.platform),
  };
}

/** A service's health test as one text, or null where it has none. */
export function healthTestOf({ healthcheck }: ComposeService): string | null {
  const test = healthcheck?.test;
  if (healthcheck?.disable || test === undefined) return null;
  const words = typeof test === "string" ? ["CMD-SHELL", test] : test;
  return words[0] === "NONE" ? null : words.join(" ");
}

/** Where a service may write: volumes, tmpfs and the targets of its watch rules. */
export const writableTargetsOf = (service: ComposeService): string[] => [
  ...new Set([
    ...(service.volumes ?? [])
      .filter((mount) => !mount.read_only && mount.type !== "bind")
      .map(({ target }) => target),
    ...(service.tmpfs ?? []).map((text) => text.split(":")[0]!),
    ...(service.develop?.watch ?? []).flatMap(({ target }) => target ?? []),
  ]),
];
