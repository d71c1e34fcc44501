import fc from "fast-check";

export const some = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.option(arbitrary, { nil: undefined, freq: 2 });
export const mapOf = <Value>(
  key: fc.Arbitrary<string>,
  value: fc.Arbitrary<Value>,
) => fc.dictionary(key, value, { maxKeys: 4, noNullPrototype: true });
/** An object without the keys that are undefined, as YAML would give it. */
export const record = <Shape extends object>(
  shape: Readonly<Partial<Record<keyof Shape, fc.Arbitrary<unknown>>>>,
): fc.Arbitrary<Shape> =>
  fc
    .record(shape as Record<string, fc.Arbitrary<unknown>>)
    .map(
      (made) =>
        Object.fromEntries(
          Object.entries(made).filter(([, value]) => value !== undefined),
        ) as Shape,
    );

export const variable = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,8}$/)
  .filter(
    (name) =>
      !/^APP_[UG]ID$|^PATH$/i.test(name) &&
      !/(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i.test(
        name,
      ),
  );
export const labelName = fc.stringMatching(/^[\w./-]{1,12}$/);
export const resource = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,8}$/);
export const duration = fc.constantFrom("1s", "1m30s", "500ms");
export const memory = fc.constantFrom("64m", "1.5G", "2gb");
export const place = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 8 })
  .map((name) => name.replace(/[\p{Cc}:,\\"$/.]/gu, "_"));
