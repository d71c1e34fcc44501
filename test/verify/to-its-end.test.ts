import { expect, test } from "vitest";
import { CommandError } from "../../src/docker/docker.ts";
import { directories } from "../../src/verify/guarantees/directories.ts";
import { user } from "../../src/verify/guarantees/user.ts";
import { toItsEnd } from "../../src/verify/to-its-end.ts";
import { inShort, outcomeOf, stackWith, told } from "./guarantees/fakes.ts";

const END = "== all was looked at\n";

test("what was said to the end counts, without the end", () => {
  const outcome = outcomeOf({ stdout: `ok /app\n${END}` });
  expect(toItsEnd(outcome).stdout).toBe("ok /app\n");
});

test.each(["", "ok /app\n", "ids 1000:1000"])(
  "a script that stopped after %j has not looked",
  async (stdout) => {
    const sh = { code: 137, stdout };
    expect(() => toItsEnd(outcomeOf(sh))).toThrow(CommandError);
    const of = () => stackWith({ sh, image: { directories: [] } });
    await expect(told(user.stack!(of()))).rejects.toThrow(CommandError);
    await expect(told(directories.stack!(of()))).rejects.toThrow(CommandError);
  },
);

test("what cannot be written is found as before", async () => {
  const sh = { stdout: `no /data 0:0 mode 755\nok /home/app\n${END}` };
  const compose = { tmpfs: ["/data"] };
  const stack = stackWith({ sh, compose, image: { directories: [] } });
  expect(inShort(await told(directories.stack!(stack)))).toEqual([
    "checked: web",
    "finding: /data cannot be written by 1000:1000 (running); it belongs to 0:0 mode 755",
  ]);
});
