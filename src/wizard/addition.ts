import { BACKING } from "../backing/index.ts";
import type { Addition } from "../spec/add-to-spec.ts";
import type { ServiceSpec, Spec } from "../spec/schema/project.ts";
import { BACKING_SERVICES } from "../spec/schema/service.ts";
import { suggest, suggestOrList } from "../spec/suggest.ts";
import { listOf } from "./question.ts";
import { OPEN, portOf, wordsOf } from "./texts.ts";

/** What is said on the command line about a new part of a spec. */
export interface AddFlags {
  readonly name?: string;
  readonly version?: string;
  readonly image?: string;
  readonly command?: string;
  readonly ports?: string;
  readonly health?: string;
  readonly "depends-on"?: string;
  readonly subdirs?: string;
  readonly volume?: string;
}

/** What is wrong with the words of a command line, and what to write instead. */
export interface Refused {
  readonly message: string;
  readonly advice: string;
}

const KINDS = ["service", "backing", "directory"] as const;

const refuse = (message: string, advice: string): Refused => ({
  message,
  advice,
});

/** A name that is free, as the suggestion beside one that is not. */
function taken({ services }: Spec, name: string, how: string): Refused | null {
  if (!Object.hasOwn(services, name)) return null;
  let count = 2;
  while (Object.hasOwn(services, `${name}-${count}`)) count += 1;
  return refuse(
    `there is a service ${name} already`,
    `change it in the spec, or add another one: ${how}${name}-${count}`,
  );
}

function backing(
  spec: Spec,
  kind: string,
  { name = kind, version }: AddFlags,
): Addition | Refused {
  const known = BACKING_SERVICES.find((each) => each === kind);
  if (!known)
    return refuse(
      `there is no backing service ${kind}`,
      suggestOrList(kind, BACKING_SERVICES),
    );
  const value = {
    backing: known,
    version: version ?? BACKING[known].defaultVersion,
  };
  return taken(spec, name, "--name ") ?? { kind: "service", name, value };
}

/** The image that is meant: the one that is named, or the only one. */
function imageOf({ images = {} }: Spec, name?: string): string | Refused {
  const names = Object.keys(images);
  if (name !== undefined && names.includes(name)) return name;
  if (name === undefined && names.length === 1) return names[0]!;
  return name === undefined
    ? refuse(
        names.length === 0
          ? "the spec has no image"
          : `the spec has ${names.length} images`,
        `say which one with --image: ${names.join(", ") || "write one first"}`,
      )
    : refuse(`there is no image ${name}`, suggestOrList(name, names));
}

function service(
  spec: Spec,
  name: string,
  flags: AddFlags,
): Addition | Refused {
  // An image that is none of the project's may be any other's, such as nginx:1.27.
  const isForeign = /[:/]/.test(flags.image ?? "");
  const image = isForeign ? flags.image! : imageOf(spec, flags.image);
  if (typeof image === "object") return image;
  const words = wordsOf(flags.command ?? "");
  if (words === null) return refuse(`--command: ${OPEN}`, "close the quote");
  const ports = listOf(flags.ports ?? "").map(portOf);
  const dependsOn = listOf(flags["depends-on"] ?? "");
  const value: ServiceSpec = {
    image,
    ...(words && { command: words }),
    ...(ports.length > 0 && { ports }),
    ...(flags.health !== undefined && { health: { http: flags.health } }),
    ...(dependsOn.length > 0 && { dependsOn }),
  };
  return taken(spec, name, "") ?? { kind: "service", name, value };
}

function directory(
  spec: Spec,
  path: string,
  { image: named, subdirs, volume }: AddFlags,
): Addition | Refused {
  const image = imageOf(spec, named);
  if (typeof image === "object") return image;
  const all = spec.images![image]!.directories ?? [];
  const plain = (text: string) => text.replace(/^\/app\//, "");
  const known = all.some(
    (each) =>
      plain(typeof each === "string" ? each : each.path) === plain(path),
  );
  if (known)
    return refuse(
      `the image ${image} has the directory ${path} already`,
      "add subdirs or a volume to it in the spec",
    );
  const names = listOf(subdirs ?? "");
  const isPlain = names.length === 0 && volume === undefined;
  const parts = {
    path,
    ...(names.length > 0 && { subdirs: names }),
    ...(volume !== undefined && { volume }),
  };
  return { kind: "directory", image, value: isPlain ? path : parts };
}

const FLAGS: Readonly<
  Record<(typeof KINDS)[number], readonly (keyof AddFlags)[]>
> = {
  backing: ["name", "version"],
  service: ["image", "command", "ports", "health", "depends-on"],
  directory: ["image", "subdirs", "volume"],
};

/** What the words and options of `add` come to, held against the spec that is there. */
export function additionOf(
  spec: Spec,
  words: readonly string[],
  flags: AddFlags,
): Addition | Refused {
  const [word = "", name, ...more] = words;
  const kind = KINDS.find((each) => each === word);
  if (!kind)
    return refuse(
      word === "" ? "nothing is named to add" : `${word} cannot be added`,
      suggest(word, KINDS)
        ? suggestOrList(word, KINDS)
        : "write dockwright add service NAME, backing postgres, or directory PATH",
    );
  if (name === undefined || more.length > 0)
    return refuse(
      name === undefined
        ? `add ${kind} needs a name`
        : `too many words: ${words.join(" ")}`,
      `write dockwright add ${kind} ${kind === "directory" ? "PATH" : "NAME"}; lists take commas, and texts with blanks quotes`,
    );
  const wrong = Object.keys(flags).find(
    (each) => !(FLAGS[kind] as readonly string[]).includes(each),
  );
  if (wrong !== undefined)
    return refuse(
      `a ${kind} has no --${wrong}`,
      `it takes ${FLAGS[kind].map((each) => `--${each}`).join(", ")}`,
    );
  return { backing, service, directory }[kind](spec, name, flags);
}
