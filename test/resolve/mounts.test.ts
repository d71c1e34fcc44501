import { describe, expect, test } from "vitest";
import { IMAGE, resolved } from "../support/specs.ts";
import { resolveMount } from "../../src/resolve/mounts.ts";

const PLAIN = { readOnly: false, selinux: null, size: null, mode: null };

test.each([
  ["src/jobs", "/app/src/jobs"],
  ["/srv", "/srv"],
])("a working directory begins at the image's: %s", (workingDir, expected) => {
  const { services } = resolved({
    name: "shop",
    images: { web: IMAGE },
    services: { web: { image: "web", workingDir } },
  });
  expect(services[0]!.development.workingDir).toBe(expected);
});

describe("resolveMount", () => {
  test.each<[Parameters<typeof resolveMount>[0], object]>([
    [
      "data:/app/data",
      { type: "volume", source: "data", target: "/app/data", ...PLAIN },
    ],
    [
      "data:sub",
      { type: "volume", source: "data", target: "/app/sub", ...PLAIN },
    ],
    ["./a:/b", { type: "bind", source: "./a", target: "/b", ...PLAIN }],
    [
      "/a:/b:ro",
      { type: "bind", source: "/a", target: "/b", ...PLAIN, readOnly: true },
    ],
    ["~/a:/b:rw", { type: "bind", source: "~/a", target: "/b", ...PLAIN }],
    [
      ".:/b:ro,z",
      {
        type: "bind",
        source: ".",
        target: "/b",
        ...PLAIN,
        readOnly: true,
        selinux: "z",
      },
    ],
    ["${DATA}:/b", { type: "bind", source: "${DATA}", target: "/b", ...PLAIN }],
    [
      "${DATA:-./data}:/b",
      { type: "bind", source: "${DATA:-./data}", target: "/b", ...PLAIN },
    ],
    [
      { type: "bind", source: "a", target: "b", readOnly: true },
      { type: "bind", source: "a", target: "/app/b", ...PLAIN, readOnly: true },
    ],
    [
      { type: "tmpfs", target: "/t", size: "1m", mode: "0700" },
      {
        type: "tmpfs",
        source: null,
        target: "/t",
        readOnly: false,
        size: "1m",
        mode: "0700",
      },
    ],
  ])("makes %j explicit", (volume, expected) => {
    expect(resolveMount(volume, "/app")).toMatchObject(expected);
  });
});

test.each([
  ["64m", "64m"],
  ["64mb", "64m"],
  ["1G", "1G"],
  ["2GB", "2G"],
  ["1.5g", "1610612736"],
  ["0.5kb", "512"],
  ["4096b", "4096"],
])("a tmpfs of %s has a size that the kernel reads: %s", (size, expected) => {
  const volume = { type: "tmpfs" as const, target: "/t", size };
  expect(resolveMount(volume, "/app").size).toBe(expected);
});
