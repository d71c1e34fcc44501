import { expect, test } from "vitest";
import { otherUser } from "../../src/verify/other-user.ts";
import { stackWith } from "./guarantees/fakes.ts";

const lineOf = (user?: string) => {
  const stack = stackWith({ compose: user === undefined ? {} : { user } });
  return otherUser(stack, stack.services[0]!);
};

test.each(["1234:1234", "0", "1000:0", "root"])(
  "a line with user: %s is told",
  (user) => {
    expect(lineOf(user)).toMatchObject({ file: "compose.yaml" });
  },
);

test.each([undefined, "1000:1000", "1000", "app", "app:1000"])(
  "user: %s is the image's own",
  (user) => {
    expect(lineOf(user)).toBeNull();
  },
);
