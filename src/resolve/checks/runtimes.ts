import { PACKAGE_MANAGERS } from "../../spec/schema/image.ts";
import { runtimeNamed } from "../image.ts";
import type { Check } from "./check.ts";

type Language = keyof typeof PACKAGE_MANAGERS;

const LANGUAGES = Object.keys(PACKAGE_MANAGERS) as Language[];

/** Our own base images are Debian's: another distribution's commands would fail in them. */
export const distributions: Check = function* ({ spec }) {
  for (const [name, image] of Object.entries(spec.images ?? {})) {
    const { distribution, base } = image;
    if (distribution === undefined || base !== undefined) continue;
    yield {
      path: ["images", name, "distribution"],
      message: "it says what base: is, and none is written",
      advice:
        "take it out, or write base: beside it, such as python:3.13-alpine",
    };
  }
};

/** Every image names one language, and a package manager of it. */
export const runtimes: Check = function* ({ spec }) {
  for (const [name, image] of Object.entries(spec.images ?? {})) {
    const path = ["images", name, "runtime"];
    const written = LANGUAGES.filter((language) => language in image.runtime);
    const [language] = written;
    if (language === undefined || written.length > 1 || !runtimeNamed(image)) {
      const message =
        language === undefined
          ? "no language is named"
          : `two languages are named: ${written.join(", ")}`;
      const advice = 'write one, such as { python: "3.13" } or { node: "22" }';
      yield { path, message, advice };
      continue;
    }
    const { packageManager } = image.runtime;
    const managers: readonly string[] = PACKAGE_MANAGERS[language];
    if (packageManager && !managers.includes(packageManager)) {
      yield {
        path: [...path, "packageManager"],
        message: `${packageManager} does not install for ${language}`,
        advice: `write one of ${managers.join(", ")}`,
      };
    }
  }
};
