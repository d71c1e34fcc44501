import { describe, expect, test } from "vitest";
import { refusals, withImage, withSpec } from "../../support/specs.ts";

describe("the user", () => {
  test.each([
    "root",
    "daemon",
    "nobody",
    "www-data",
    "users",
    "dialout",
    "staff",
    "_apt",
  ])("may not be called %s, as one of the base image is", (name) => {
    expect(refusals(withSpec({ user: { name } }))).toEqual([
      `user.name: ${name} is a user or group of the base image; write a name of your own, such as app`,
    ]);
  });

  test.each(["app", "node", "thoth", "_a-1"])("may be called %s", (name) => {
    expect(refusals(withSpec({ user: { name } }))).toEqual([]);
  });

  test.each([
    [{ uid: 0 }, "user.uid: found 0"],
    [{ gid: 0 }, "user.gid: found 0"],
    [{ uid: -1 }, "user.uid: found -1"],
  ])("is never root: %j", (user, expected) => {
    const [told] = refusals(withSpec({ user }));
    expect(told).toContain(expected);
    expect(told).toContain("0 is root, which no service runs as");
  });

  test.each([
    ["environment", "APP_UID"],
    ["environment", "APP_GID"],
    ["args", "APP_UID"],
    ["args", "APP_GID"],
  ])("is not overridden by %s: %s, which decides over USER", (key, name) => {
    const [told, ...others] = refusals(withImage({ [key]: { [name]: "0" } }));
    expect(told).toContain(`images.web.${key}.${name}: `);
    expect(others).toEqual([]);
  });
});
