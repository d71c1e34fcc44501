import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Burst } from "../../src/io/burst.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A burst of which it can be asked whether it is over. */
function waiting() {
  const burst = new Burst();
  const abort = new AbortController();
  const seen: (readonly string[])[] = [];
  const listen = () =>
    void burst.next(abort.signal).then((paths) => {
      seen.push(paths);
    });
  listen();
  return { burst, abort, seen, listen };
}

test("events that follow each other closely are one burst, each path once", async () => {
  const { burst, seen, listen } = waiting();
  for (const path of ["a", "b", "a"]) {
    burst.add(path);
    await vi.advanceTimersByTimeAsync(25);
    expect(seen).toEqual([]);
  }
  await vi.advanceTimersByTimeAsync(30);
  expect(seen).toEqual([["a", "b"]]);
  listen();
  await vi.advanceTimersByTimeAsync(5000);
  burst.add("c");
  await vi.advanceTimersByTimeAsync(35);
  expect(seen).toEqual([["a", "b"], ["c"]]);
});

test("what came while nobody waited is not lost", async () => {
  const { burst, seen, listen } = waiting();
  burst.add("a");
  await vi.advanceTimersByTimeAsync(35);
  burst.add("b");
  await vi.advanceTimersByTimeAsync(500);
  listen();
  await vi.advanceTimersByTimeAsync(0);
  expect(seen).toEqual([["a"], ["b"]]);
});

test("events without a pause are answered all the same", async () => {
  const { burst, seen } = waiting();
  for (let count = 0; count < 150; count++) {
    burst.add("a");
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(seen).toEqual([["a"]]);
});

test("it ends at once when it is called off", async () => {
  const { burst, abort, seen } = waiting();
  burst.add("a");
  abort.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect(seen).toEqual([[]]);
});
