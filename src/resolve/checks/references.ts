import type { Problem } from "../../spec/problem.ts";
import type { ServiceSpec } from "../../spec/schema/project.ts";
import { suggest, suggestOrList } from "../../spec/suggest.ts";
import { writtenSettings, type Check } from "./check.ts";

/** A word that can only be a reference to an image elsewhere: it has a tag or a path. */
const isReference = (image: string) => /[:/@]/.test(image);

/** A reference, with Compose's variables in it if wanted. */
const REFERENCE = /^(?:[\w.:/@-]|\$\{[^{}\s]+\})+$/;

/** What is wrong with the image that a service names, or null. */
function imageProblem(
  image: string,
  images: readonly string[],
): Omit<Problem, "path"> | null {
  if (images.includes(image)) return null;
  if (!isReference(image)) {
    const meant = suggest(image, images);
    return {
      message: `no image is called ${JSON.stringify(image)}`,
      advice: meant
        ? `did you mean ${meant}?`
        : `describe it under images, or write a reference with a tag such as ${image}:1.0`,
    };
  }
  if (REFERENCE.test(image)) return null;
  return {
    message: `${JSON.stringify(image)} is no image reference`,
    advice: "write one such as nginx:1.26",
  };
}

function* originProblems(
  name: string,
  { image, backing }: ServiceSpec,
  images: readonly string[],
): Generator<Problem> {
  const path = ["services", name];
  if (image === undefined && backing === undefined) {
    const advice =
      images.length > 0
        ? `write image: ${images[0]}, or backing: postgres`
        : "write image: and describe it under images";
    yield { path, message: `${name} names no image`, advice };
  } else if (image !== undefined && backing !== undefined) {
    yield {
      path: [...path, "backing"],
      message: `${name} has an image and is a backing service`,
      advice: "write one of the two",
    };
  }
  const problem =
    image !== undefined && backing === undefined
      ? imageProblem(image, images)
      : null;
  if (problem) yield { path: [...path, "image"], ...problem };
}

/** Every service says what it runs, and that is there. */
export const origins: Check = function* ({ spec }) {
  const images = Object.keys(spec.images ?? {});
  for (const [name, service] of Object.entries(spec.services)) {
    const path = ["services", name];
    yield* originProblems(name, service, images);
    const { image, backing, target, version } = service;
    const isOurs = image === undefined || images.includes(image);
    if (target && (backing !== undefined || !isOurs)) {
      yield {
        path: [...path, "target"],
        message: "only an image that is built here has stages",
        advice: "take it out",
      };
    }
    // Without an image either, it is the backing service that is missing, or misspelt.
    const hasImage = image !== undefined && backing === undefined;
    if (version !== undefined && hasImage) {
      yield {
        path: [...path, "version"],
        message: "only a backing service has a version",
        advice: "write it as the image's tag, such as nginx:1.26",
      };
    }
  }
};

/** What a service waits for is there. */
export const dependencies: Check = function* ({ spec }) {
  for (const [name, { dependsOn = [] }] of Object.entries(spec.services)) {
    const isList = Array.isArray(dependsOn);
    const others = isList ? dependsOn : Object.keys(dependsOn);
    const known = Object.keys(spec.services).filter((each) => each !== name);
    for (const [index, other] of others.entries()) {
      if (Object.hasOwn(spec.services, other)) continue;
      yield {
        path: ["services", name, "dependsOn", isList ? index : other],
        message: `no service is called ${JSON.stringify(other)}`,
        advice: suggestOrList(other, known),
      };
    }
  }
};

/** A secret that a service sees is described. */
export const secrets: Check = function* ({ spec }) {
  const declared = Object.keys(spec.secrets ?? {});
  for (const { settings, path } of writtenSettings(spec)) {
    for (const [index, secret] of (settings.secrets ?? []).entries()) {
      if (declared.includes(secret)) continue;
      const meant = suggest(secret, declared);
      yield {
        path: [...path, "secrets", index],
        message: `no secret is called ${JSON.stringify(secret)}`,
        advice: meant
          ? `did you mean ${meant}?`
          : `describe it under secrets: { ${secret}: { file: ./secrets/${secret}.txt } }`,
      };
    }
  }
};
