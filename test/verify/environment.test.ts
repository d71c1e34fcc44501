import { expect, onTestFinished, test, vi } from "vitest";
import { environmentOf } from "../../src/verify/environment.ts";
import { resolved, withSpec } from "../support/specs.ts";

const GIVEN = { commit: "abc", secret: "made" };
const IDS = { GIT_HASH: "abc", APP_UID: "1000", APP_GID: "1000" };

test("names the spec's user, whom the project's .env must not change", () => {
  expect(environmentOf(resolved(withSpec({})), GIVEN)).toEqual(IDS);
  const user = { uid: 1234, gid: 2345 };
  const project = {
    ...resolved(withSpec({})),
    user: { ...user, name: "me", home: "/" },
  };
  expect(environmentOf(project, GIVEN)).toEqual({
    ...{ GIT_HASH: "abc", APP_UID: "1234", APP_GID: "2345" },
  });
});

test("has a value for each secret that is not set", () => {
  vi.stubEnv("DOCKWRIGHT_SET", "mine");
  onTestFinished(() => void vi.unstubAllEnvs());
  const project = resolved(withSpec({}));
  const secrets = [
    { name: "a", environment: "DOCKWRIGHT_SET" },
    { name: "b", environment: "DOCKWRIGHT_UNSET" },
  ];
  expect(environmentOf({ ...project, secrets }, GIVEN)).toEqual({
    ...IDS,
    DOCKWRIGHT_UNSET: "made",
  });
});
