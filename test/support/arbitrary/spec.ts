import fc from "fast-check";
import type { Spec } from "../../../src/spec/schema/project.ts";
import type { Files } from "../specs.ts";
import { hostileData, hostileText } from "./hostile.ts";
import { imageParts, KINDS } from "./image.ts";
import { mapOf, record, resource, some } from "./parts.ts";
import { serviceParts } from "./service.ts";

type Images = NonNullable<Spec["images"]>;
type Service = Spec["services"][string];

const origin = (names: readonly string[]) =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: record<Service>({
        image: fc.constantFrom(...names),
        target: some(fc.constant("production" as const)),
      }),
    },
    record({ image: fc.constantFrom("nginx:${TAG:-1}", "a/b@sha256:00") }),
    record<Service>({
      backing: fc.constant("postgres" as const),
      version: fc.constantFrom("17", 18, "latest"),
    }),
    record<Service>({ backing: fc.constant("redis" as const) }),
  );

/** A health check that asks by itself needs an image of ours. */
function fitting(made: Service, isBuilt: boolean): Service {
  const { health: check, ...rest } = made;
  if (isBuilt || check === undefined || check === "none" || check.command)
    return made;
  return rest;
}

export interface AnySpec {
  readonly spec: Spec;
  readonly files: Files;
}

/** A spec that is accepted, with as many wicked texts as it can hold. */
export const anySpec: fc.Arbitrary<AnySpec> = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(...KINDS), imageParts), {
      minLength: 1,
      maxLength: 3,
    }),
    record({
      name: some(fc.constantFrom("keeper", "_a-1")),
      uid: some(fc.integer({ min: 1, max: 2e9 })),
      gid: some(fc.constant(20)),
    }),
    fc.tuple(
      hostileText,
      hostileData,
      mapOf(resource, fc.oneof(hostileData, fc.constant(null))),
    ),
  )
  .chain(([kinds, user, [text, compose, volumes]]) => {
    const images = Object.fromEntries(
      kinds.map(([{ runtime, workspace }, parts], n) => [
        `i${n}`,
        {
          ...parts,
          runtime,
          ...(workspace !== undefined && { workspace }),
          context: `c${n}`,
        },
      ]),
    ) as Images;
    const files = Object.fromEntries(
      kinds.flatMap(([kind], n) =>
        Object.entries(kind.files).map(([path, content]) => [
          `c${n}/${path}`,
          content,
        ]),
      ),
    );
    const service = (index: number) =>
      fc.tuple(origin(Object.keys(images)), serviceParts(index));
    return fc.tuple(service(0), service(1), service(2)).map((made) => ({
      files,
      spec: {
        name: "any-1",
        user,
        images,
        services: Object.fromEntries(
          made.map(([from, parts], n) => [
            `s${n}`,
            {
              ...fitting(parts, String(from.image).startsWith("i")),
              ...from,
              ...(n > 0 && {
                dependsOn: { [`s${n - 1}`]: { required: false } },
              }),
            },
          ]),
        ),
        secrets: { key: { file: `./${text.replaceAll("..", "")}` } },
        volumes,
        compose: Object.fromEntries(
          Object.entries(compose).map(([name, value]) => [`x-${name}`, value]),
        ),
      } as Spec,
    }));
  });
