import { describe, expect, test } from "vitest";
import {
  compiled,
  NODE,
  refusals,
  sourceOf,
  withImage,
} from "../../support/specs.ts";

describe("what an image carries", () => {
  test.each([
    "API_KEY",
    "TOKEN",
    "db_password",
    "AUTH_URL",
    "APIKEY",
    "AWS_CREDENTIALS",
  ])("is no secret by its name: %s", (name) => {
    for (const key of ["environment", "args"]) {
      expect(refusals(withImage({ [key]: { [name]: "x" } }))).toEqual([
        `images.web.${key}.${name}: ${name} is a secret by its name, which BuildKit lets into no image; write it as environment: of the service that reads it, or secrets: of the image for its build`,
      ]);
    }
  });

  test.each(["KEYBOARD", "MONKEY", "AUTHOR", "STRIPE_PUBLIC_KEY", "TOKENS"])(
    "may be called %s",
    (name) => {
      expect(refusals(withImage({ environment: { [name]: "x" } }))).toEqual([]);
    },
  );

  test("does not hide every program", () => {
    expect(refusals(withImage({ environment: { PATH: "/a:$PATH" } }))).toEqual([
      `images.web.environment.PATH: no variable is filled in here, so it would hide every program; write dockerfile: { base: 'ENV PATH="/opt/bin:$PATH"' }`,
    ]);
  });
});

describe("NODE_ENV", () => {
  const linesOf = (parts: object) => {
    const image = { runtime: { node: "22" }, source: ["src"], ...parts };
    const spec = {
      name: "a",
      images: { web: image },
      services: { web: { image: "web" } },
    };
    const { files } = compiled(sourceOf(spec), NODE);
    const { text } = files.find(({ path }) => path === "Dockerfile")!;
    return text.match(/NODE_ENV=\S+/g);
  };

  test("is the mode", () => {
    expect(linesOf({})).toEqual([
      "NODE_ENV=development",
      "NODE_ENV=production",
    ]);
  });

  test("is what the image's environment says", () => {
    const environment = { NODE_ENV: "staging" };
    expect(linesOf({ environment })).toEqual(['NODE_ENV="staging"']);
  });
});
