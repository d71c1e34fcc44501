import { PACKAGE_MANAGERS } from "../../spec/schema/image.ts";
import { suggest, suggestOrList } from "../../spec/suggest.ts";
import { runtimeNamed } from "../image.ts";
import type { Check } from "./check.ts";

/** A word that can only be a reference to an image elsewhere: it has a tag or a path. */
const isReference = (image: string) => /[:/@]/.test(image);

/** A reference, with Compose's variables in it if wanted. */
const REFERENCE = /^(?:[\w.:/@-]|\$\{[^{}\s]+\})+$/;

/** Every service says what it runs, and what it names is there. */
export const references: Check = function* ({ spec }) {
  const images = Object.keys(spec.images ?? {});
  for (const [name, service] of Object.entries(spec.services)) {
    const path = ["services", name];
    const { image, backing } = service;
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
    } else if (
      image !== undefined &&
      !images.includes(image) &&
      !isReference(image)
    ) {
      const meant = suggest(image, images);
      const advice = meant
        ? `did you mean ${meant}?`
        : `describe it under images, or write a reference with a tag such as ${image}:1.0`;
      yield {
        path: [...path, "image"],
        message: `no image is called ${JSON.stringify(image)}`,
        advice,
      };
    }
    if (image !== undefined && isReference(image) && !REFERENCE.test(image)) {
      yield {
        path: [...path, "image"],
        message: `${JSON.stringify(image)} is no image reference`,
        advice: "write one such as nginx:1.26",
      };
    }
    const isOurs = image === undefined || images.includes(image);
    if (service.target && (backing !== undefined || !isOurs)) {
      yield {
        path: [...path, "target"],
        message: "only an image that is built here has stages",
        advice: "take it out",
      };
    }
    if (service.version !== undefined && backing === undefined) {
      yield {
        path: [...path, "version"],
        message: "only a backing service has a version",
        advice: "write it as the image's tag, such as nginx:1.26",
      };
    }
    const { dependsOn = [] } = service;
    const others = Array.isArray(dependsOn)
      ? dependsOn
      : Object.keys(dependsOn);
    for (const [index, other] of others.entries()) {
      if (Object.hasOwn(spec.services, other)) continue;
      const at = Array.isArray(dependsOn) ? index : other;
      const known = Object.keys(spec.services).filter((each) => each !== name);
      yield {
        path: [...path, "dependsOn", at],
        message: `no service is called ${JSON.stringify(other)}`,
        advice: suggestOrList(other, known),
      };
    }
    for (const mode of [null, "development", "production"] as const) {
      const settings = mode === null ? service : service[mode];
      const at = mode === null ? path : [...path, mode];
      const declared = Object.keys(spec.secrets ?? {});
      for (const [index, secret] of (settings?.secrets ?? []).entries()) {
        if (declared.includes(secret)) continue;
        yield {
          path: [...at, "secrets", index],
          message: `no secret is called ${JSON.stringify(secret)}`,
          advice: suggest(secret, declared)
            ? suggestOrList(secret, declared)
            : `describe it under secrets: { ${secret}: { file: ./secrets/${secret}.txt } }`,
        };
      }
    }
  }
};

/** Every image names one language, and a package manager of it. */
export const runtimes: Check = function* ({ spec }) {
  for (const [name, image] of Object.entries(spec.images ?? {})) {
    const path = ["images", name, "runtime"];
    const languages = Object.keys(
      PACKAGE_MANAGERS,
    ) as (keyof typeof PACKAGE_MANAGERS)[];
    const written = languages.filter((language) => language in image.runtime);
    const runtime = runtimeNamed(image);
    if (written.length !== 1 || !runtime) {
      const message =
        written.length === 0
          ? "no language is named"
          : `two languages are named: ${written.join(", ")}`;
      yield {
        path,
        message,
        advice: 'write one, such as { python: "3.13" } or { node: "22" }',
      };
      continue;
    }
    const { packageManager } = image.runtime;
    const managers: readonly string[] = PACKAGE_MANAGERS[written[0]!];
    if (packageManager && !managers.includes(packageManager)) {
      yield {
        path: [...path, "packageManager"],
        message: `${packageManager} does not install for ${written[0]}`,
        advice: `write one of ${managers.join(", ")}`,
      };
    }
  }
};
