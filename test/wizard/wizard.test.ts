import { describe, expect, test } from "vitest";
import type { Spec } from "../../src/spec/schema/project.ts";
import type { Answer, State, World } from "../../src/wizard/question.ts";
import { answered, nextQuestion, startOf } from "../../src/wizard/wizard.ts";

const DETECTED: Spec = {
  name: "shop",
  images: { web: { runtime: { node: null }, directories: ["uploads"] } },
  services: {
    web: { image: "web", ports: [3000], dependsOn: ["redis"] },
    redis: { backing: "redis", version: "8" },
  },
};
const WORLD: World = { detected: DETECTED, ids: { uid: 501, gid: 20 } };

/** The state after answers, each of which has to be taken. */
function after(answers: readonly Answer[], world = WORLD): State {
  return answers.reduce<State>((state, answer) => {
    const next = answered(state, answer, world);
    if (typeof next === "string") throw new Error(`${state.step.at}: ${next}`);
    return next;
  }, startOf(world.detected));
}
const TO_IDS = ["through", "shop", "app"];
const TO_SERVICES = [...TO_IDS, "1000:1000", "done", ["redis"], "8"];

describe("the wizard's answers", () => {
  test("are the spec as it was, where nothing else is answered", () => {
    const { spec, step } = after([...TO_SERVICES, "done"]);
    expect(spec).toEqual(DETECTED);
    expect(step).toEqual({ at: "review" });
  });

  test("offer the ids of this machine", () => {
    const question = nextQuestion(after(TO_IDS), WORLD)!;
    expect(question.choices).toContainEqual({
      value: "501:20",
      name: "501:20, the same as on this machine",
    });
    const { spec } = after([...TO_IDS, "501:20"]);
    expect(spec.user).toEqual({ uid: 501, gid: 20 });
  });

  test("offer root's ids to nobody", () => {
    const question = nextQuestion(after(TO_IDS), { ...WORLD, ids: null })!;
    expect(question.choices.map(({ value }) => value)).toEqual([
      "1000:1000",
      "other",
    ]);
  });

  test("take out a directory, and what nobody needs any more", () => {
    const { spec } = after([
      ...[...TO_IDS, "1000:1000", "remove 0", "done", []],
      "done",
    ]);
    expect(spec.images!.web).toEqual({ runtime: { node: null } });
    expect(spec.services).toEqual({ web: { image: "web", ports: [3000] } });
  });

  test("take out a service, and what others say about it", () => {
    const worker = [
      ...["add", "worker", "node worker.js", "", "", "none", ["web"], "true"],
    ];
    const { spec } = after([...TO_SERVICES, ...worker]);
    expect(Object.keys(spec.services)).toEqual(["web", "worker", "redis"]);
    expect(spec.services.worker).toEqual({
      image: "web",
      command: ["node", "worker.js"],
      dependsOn: ["web"],
      reload: true,
    });
    const gone = after([...TO_SERVICES, ...worker, "remove", "web"]);
    expect(gone.spec.services.worker).not.toHaveProperty("dependsOn");
  });

  test.each<[string, readonly Answer[], Answer, string]>([
    ["a name", ["through"], "My Shop", "lower-case letters"],
    ["a user", ["through", "shop"], "9", "starting with a letter"],
    ["ids", [...TO_IDS, "other"], "0", "0 is root"],
    ["ids", [...TO_IDS, "other"], "me", "two numbers"],
    ["a path", [...TO_IDS, "1000:1000", "add"], "a:b", "a path"],
    ["a taken name", [...TO_SERVICES, "add"], "web", "already"],
    ["a port", [...TO_SERVICES, "edit web", ""], "99999", "65535"],
    ["a port", [...TO_SERVICES, "edit web", ""], "http", "8080:8000"],
    ["a command", [...TO_SERVICES, "edit web"], "sh -c 'x", "a quote"],
  ])("%s is refused with what to write", (_, answers, answer, message) => {
    const refused = answered(after(answers), answer, WORLD);
    expect(refused).toEqual(expect.stringContaining(message));
  });

  test.each([
    ["3000", [3000]],
    ["8080:3000", [{ container: 3000, host: 8080 }]],
    [
      "8081 sse, 8082 http",
      [
        { container: 8081, name: "sse" },
        { container: 8082, name: "http" },
      ],
    ],
    ["127.0.0.1:80:3000/tcp", ["127.0.0.1:80:3000/tcp"]],
    ["", undefined],
  ])("read %j as ports", (text, ports) => {
    const { spec } = after([...TO_SERVICES, "edit web", "", text]);
    expect(spec.services.web!.ports).toEqual(ports);
  });
});
