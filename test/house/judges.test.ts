import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ALLOWED } from "../../scripts/judges/allowed.ts";

const readme = readFileSync(
  new URL("../../README.md", import.meta.url),
  "utf8",
);

test.each(ALLOWED)(
  "the README says why $judge's $rule is let stand",
  ({ judge, rule, reason }) => {
    const line = readme
      .split("\n")
      .find((each) => each.startsWith(`| ${judge} ${rule} `));
    expect(line).toContain(reason);
  },
);
