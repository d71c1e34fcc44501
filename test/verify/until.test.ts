import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ClosedError } from "../../src/docker/docker.ts";
import { until } from "../../src/verify/until.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Gives one answer after the other, each a second later; an error is thrown. */
function answering(...answers: readonly unknown[]) {
  const left = [...answers];
  return vi.fn(() => {
    vi.setSystemTime(Date.now() + 1000);
    const answer = left.length > 1 ? left.shift() : left[0];
    return answer instanceof Error
      ? Promise.reject(answer)
      : Promise.resolve(answer as string | null | false);
  });
}

test("the first answer counts, and nothing is asked again", async () => {
  const ask = answering("yes", "no");
  expect(await until("it", ask, 9000)).toBe("yes");
  expect(ask).toHaveBeenCalledTimes(1);
});

test.each([[[]], [0], [""], [{}]])("%j is an answer", async (answer) => {
  expect(await until("it", answering(answer), 9000)).toBe(answer);
});

test("null, false and an error are none", async () => {
  const ask = answering(null, false, new Error("not yet"), "yes");
  expect(await until("it", ask, 9000)).toBe("yes");
  expect(ask).toHaveBeenCalledTimes(4);
});

test("when time runs out, it is told what was waited for", async () => {
  const ask = answering(null);
  await expect(until("web is well", ask, 2400)).rejects.toThrow(
    /^web is well: not within 2 s$/,
  );
  expect(ask).toHaveBeenCalledTimes(3);
});

test("the last error is told, too", async () => {
  const ask = answering(new Error("one"), new Error("two"), null);
  await expect(until("it", ask, 3000)).rejects.toThrow(
    "it: not within 3 s; the last answer: two",
  );
});

test("it is asked once, however short the time", async () => {
  expect(await until("it", answering("yes"), 0)).toBe("yes");
});

test("nobody is asked again once nobody can be", async () => {
  const ask = answering(new ClosedError(), "yes");
  await expect(until("it", ask, 9000)).rejects.toThrow(ClosedError);
  expect(ask).toHaveBeenCalledTimes(1);
});
