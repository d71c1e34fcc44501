import { describe, expect, test } from "vitest";
import type * as z from "zod/mini";
import * as scalars from "../../src/spec/schema/scalars.ts";

interface Case {
  readonly schema: z.ZodMiniType;
  readonly takes: readonly unknown[];
  readonly refuses: readonly unknown[];
}

const LONG = "a".repeat(64);

const CASES: Record<string, Case> = {
  "a project's name": {
    schema: scalars.projectName,
    takes: ["a", "shop", "my-shop", "my_shop", "2do", "a".repeat(63)],
    refuses: [
      "",
      "Shop",
      "-a",
      "_a",
      "a.b",
      "a b",
      "shöp",
      "a\n",
      LONG,
      "shop-",
      "shop_",
      "a___b",
      "a_-b",
    ],
  },
  "a service's name": {
    schema: scalars.serviceName,
    takes: ["a", "web", "thoth-api", "a.b_c"],
    refuses: ["", "Web", "-a", "a-", "a.", "a/b", "a:b", LONG, "a\n"],
  },
  "an image's name": {
    schema: scalars.imageName,
    takes: ["a", "web", "a-b", "a--b", "a_b", "a__b", "a.b"],
    refuses: ["", "Web", "-a", "a-", "a..b", "a___b", "a/b", "a:b", "../a"],
  },
  "a volume's, network's or secret's name": {
    schema: scalars.resourceName,
    takes: ["a", "Data", "a-b_c.d", "0"],
    refuses: ["", "-a", ".a", "_a", "a b", "a/b", "$a", LONG],
  },
  "a user's name": {
    schema: scalars.userName,
    takes: ["app", "_app", "a-b_c1"],
    refuses: ["", "App", "1a", "-a", "a.b", "a b", "a$", "a".repeat(32)],
  },
  "a variable's name": {
    schema: scalars.variableName,
    takes: ["A", "_", "PATH_2", "lower"],
    refuses: ["", "2A", "A-B", "A=B", "A B", "Ä"],
  },
  "an image reference": {
    schema: scalars.imageReference,
    takes: ["python", "python:3.13-slim", "ghcr.io/a/b:1", "a@sha256:0f"],
    refuses: ["", "-a", "a b", "a\nb", "$a", "a AS b", "a#b"],
  },
  "a working directory": {
    schema: scalars.workdir,
    takes: ["/app", "/srv/a-b_c.d", "/opt/@a"],
    refuses: [
      "",
      "/",
      "app",
      "/app/",
      "/a b",
      "/a;b",
      "/a$b",
      "/a'b",
      "/a\n",
      "/app/../etc",
      "/app/.",
      "/./app",
    ],
  },
  "a path in the container": {
    schema: scalars.containerPath,
    takes: ["/app/cache", "cache", "a b", "/ä/🐳"],
    refuses: ["", "a:b", "a,b", "a\\b", 'a"b', "a$b", "a\nb", "a\0", "a\u0085"],
  },
  "a path in the project": {
    schema: scalars.projectPath,
    takes: ["src", "./src/", "a b", "a..b", "..a", "a/b.py", "ä", "-a", "{a}"],
    refuses: [
      "",
      "/src",
      "..",
      "../a",
      "a/../b",
      "a/..",
      "./..",
      " a",
      "a ",
      "a\nb",
      "a*",
      "a?",
      "[a]",
      "a$b",
      "a`b",
      "a'b",
      'a"b',
      "a:b",
      "a,b",
      "a#b",
      "!a",
      "a\\b",
    ],
  },
  "a pattern of the ignore file": {
    schema: scalars.ignorePattern,
    takes: ["*", "!a", "**/*.log", "a b", "a#b", "/a", "[ab]"],
    refuses: ["", " ", "#a", " a", "a ", "a\nb", "a\n!.env", "a\r"],
  },
  "a duration": {
    schema: scalars.duration,
    takes: ["10s", "1m30s", "1.5h", "500ms", "10us"],
    refuses: ["", "10", "s", "1d", "-1s", "1 s"],
  },
  "an amount of memory": {
    schema: scalars.bytes,
    takes: ["512m", "1g", "1.5G", "64kb", "100b", "1GB"],
    refuses: ["", "512", "1t", "-1m", "1 g", "g"],
  },
  "a distribution's package": {
    schema: scalars.systemPackage,
    takes: [
      "gcc",
      "libpq5=17.*",
      "g++",
      "libstdc++6",
      "python3.13",
      "a:amd64",
      "a>1",
      "a~=1.2",
    ],
    refuses: [
      "",
      "-y",
      "a b",
      "a;b",
      "a&b",
      "$a",
      "`a`",
      "a'b",
      "a\nb",
      "--allow",
    ],
  },
  "permission bits": {
    schema: scalars.mode,
    takes: ["755", "0755", "1777", "01777"],
    refuses: ["", "7", "0o755", "888", "u+x", 755],
  },
  "a language's version": {
    schema: scalars.version,
    takes: ["3.13", "22", "3.13.1", "3.15-rc", "3.15.0rc1", 22],
    refuses: [
      "",
      "latest",
      ".3",
      "3 13",
      "3:13",
      "3\n",
      "3.13-alpine",
      "3.13-slim",
      Number.NaN,
    ],
  },
  "a text on one line": {
    schema: scalars.line,
    takes: ["", "a\tb", "'\"$`#{{", "\u202e", "é\u{1f433}"],
    refuses: ["a\nb", "a\rb", "a\u2028b", "a\u2029b", "\0", "\ud800"],
  },
  "a text": {
    schema: scalars.text,
    takes: ["", "a\nb\r\n", "\u2028", "\u{1f433}", "\u001b[31m"],
    refuses: ["\0", "a\0b", "\ud800", "\udc00a", 5, null],
  },
};

describe.each(Object.entries(CASES))("%s", (_, { schema, takes, refuses }) => {
  test.each(takes.map((value) => [value]))("may be %j", (value) => {
    expect(schema.safeParse(value).success).toBe(true);
  });

  test.each(refuses.map((value) => [value]))("may not be %j", (value) => {
    expect(schema.safeParse(value).success).toBe(false);
  });
});
