import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import {
  checked,
  finding,
  note,
  type Guarantee,
  type Observation,
  type Observations,
} from "../../src/verify/guarantee.ts";
import { Ledger } from "../../src/verify/ledger.ts";

const G: Guarantee = { id: "G3", title: "title", proves: "Proves." };
const OTHER: Guarantee = { id: "G4", title: "other", proves: "Other." };

const BROKEN = finding({
  subject: "web in development",
  message: "it is wrong",
  evidence: { command: "x", output: "y" },
  cause: null,
  advice: "mend it",
});
const UNPROVEN: Observation = {
  kind: "unproven",
  subject: "db",
  reason: "no shell",
};

// oxlint-disable-next-line require-await -- Probes are asynchronous, and this one has nothing to wait for.
async function* telling(
  ...all: readonly (Observation | Error)[]
): Observations {
  for (const each of all) {
    if (each instanceof Error) throw each;
    yield each;
  }
}

/** The verdict about one probe that tells something. */
async function verdictOf(...all: readonly (Observation | Error)[]) {
  const ledger = new Ledger([G, OTHER]);
  await ledger.probe(G, "development", Promise.resolve(), () =>
    telling(...all),
  );
  return ledger.verdict("G3");
}

test("is told of as its probes begin and look at something", async () => {
  const heard: unknown[] = [];
  const ledger = new Ledger([G], (...progress) => heard.push(progress));
  let start = () => {};
  const ready = new Promise<void>((resolve) => (start = resolve));
  const ended = ledger.probe(G, "development", ready, () =>
    telling(checked("a"), note("b"), checked("a"), checked("c")),
  );
  expect(heard).toEqual([]);
  start();
  await ended;
  expect(heard).toEqual([0, 1, 1, 2].map((checks) => ["G3", checks]));
});

describe("a guarantee", () => {
  test.each<readonly [string, readonly (Observation | Error)[]]>([
    ["nothing", []],
    ["nothing", [note("took long")]],
    ["held", [checked("web")]],
    ["unproven", [checked("web"), UNPROVEN]],
    ["unproven", [checked("web"), new Error("gone")]],
    ["unproven", [UNPROVEN]],
    ["broken", [checked("web"), BROKEN]],
    ["broken", [UNPROVEN, BROKEN]],
    ["broken", [BROKEN, new Error("gone")]],
  ])("is %s after %j", async (state, observations) => {
    expect((await verdictOf(...observations)).state).toBe(state);
  });

  test("tells what was looked at once, and what was found in order", async () => {
    const two = { ...BROKEN, message: "two" };
    const [web, api] = [checked("web"), checked("api")];
    expect(
      await verdictOf(web, BROKEN, api, note("n"), web, two, UNPROVEN),
    ).toEqual({
      ...{ id: "G3", title: "title", proves: "Proves.", state: "broken" },
      ...{ checked: ["web", "api"], findings: [BROKEN, two] },
      ...{ unproven: [UNPROVEN], notes: ["n"] },
      seconds: expect.any(Number) as number,
    });
  });

  test("hears nothing of another's", async () => {
    const ledger = new Ledger([G, OTHER]);
    void ledger.probe(G, "x", Promise.resolve(), () => telling(BROKEN));
    expect((await ledger.verdict("G4")).state).toBe("nothing");
    expect((await ledger.verdict("G3")).state).toBe("broken");
  });

  test("waits for all its probes, and adds up how long they took", async () => {
    const ledger = new Ledger([G]);
    for (const subject of ["a", "b"])
      void ledger.probe(G, subject, sleep(20), async function* () {
        await sleep(30);
        yield checked(subject);
      });
    const { checked: looked, seconds } = await ledger.verdict("G3");
    expect(looked).toEqual(["a", "b"]);
    expect(seconds).toBeGreaterThan(0.05);
  });
});

describe("a probe", () => {
  test("is given what it needs", async () => {
    const ledger = new Ledger([G]);
    await ledger.probe(G, "x", Promise.resolve("ready"), (it) =>
      telling(checked(it)),
    );
    expect((await ledger.verdict("G3")).checked).toEqual(["ready"]);
  });

  test("that throws could not look, and what it saw before counts", async () => {
    const verdict = await verdictOf(checked("web"), new Error("it\nis gone"));
    expect(verdict).toMatchObject({
      checked: ["web"],
      unproven: [
        { kind: "unproven", subject: "development", reason: "it\nis gone" },
      ],
    });
  });

  test("that throws at once could not look either", async () => {
    const ledger = new Ledger([G]);
    await ledger.probe(G, "x", Promise.resolve(), () => {
      throw new Error("at once");
    });
    const { unproven } = await ledger.verdict("G3");
    expect(unproven).toMatchObject([{ reason: "at once" }]);
  });

  test("whose need is not met does not look", async () => {
    const ledger = new Ledger([G]);
    let hasLooked = false;
    const need = Promise.reject(new Error("web does not build"));
    await ledger.probe(G, "production", need, () => {
      hasLooked = true;
      return telling();
    });
    expect(hasLooked).toBe(false);
    expect(await ledger.verdict("G3")).toMatchObject({
      state: "unproven",
      unproven: [{ subject: "production", reason: "web does not build" }],
    });
  });

  test("says why once for each subject, and by the end of the message", async () => {
    const ledger = new Ledger([G]);
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
    const need = () => Promise.reject(new Error(lines.join("\n")));
    for (const subject of ["a", "a", "b"])
      void ledger.probe(G, subject, need(), () => telling());
    void ledger.probe(G, "a", Promise.reject(new Error("x")), () => telling());
    const { unproven } = await ledger.verdict("G3");
    const subjects = unproven.map(({ subject }) => subject);
    expect(subjects).toEqual(["a", "b", "a"]);
    expect(unproven[0]!.reason.split("\n")).toEqual(lines.slice(8));
  });
});
