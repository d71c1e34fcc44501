const targets = new WeakMap<object, object>();

/** What Handlebars and JSON ask any object for. */
const ASKED = new Set(["toHTML", "toJSON", "then", "length", "call"]);

/**
 * Plain data that throws when a key is read that it does not have. Handlebars renders a
 * misspelt name in `{{#if}}` or `{{#each}}` as nothing; with this it is an error.
 */
export function sealed<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  const proxy = new Proxy(value, {
    get(target, name, receiver) {
      const isUnknown =
        typeof name === "string" && !(name in target) && !Array.isArray(target);
      if (isUnknown && !ASKED.has(name)) {
        throw new ReferenceError(
          `a template names ${name}, which its plan has not; there is ${Object.keys(target).join(", ")}`,
        );
      }
      return sealed(Reflect.get(target, name, receiver));
    },
  });
  targets.set(proxy, value);
  return proxy;
}

/** The data itself, for a helper that writes all of it: what is shared in it is the same object again. */
export const unsealed = <Value>(value: Value): Value =>
  typeof value === "object" && value !== null
    ? ((targets.get(value) as Value | undefined) ?? value)
    : value;
