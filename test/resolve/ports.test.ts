import { describe, expect, test } from "vitest";
import { resolvePort } from "../../src/resolve/ports.ts";

const LOCAL = { hostIp: "127.0.0.1", name: null, protocol: "tcp" };

describe("resolvePort", () => {
  test.each<[Parameters<typeof resolvePort>[0], object]>([
    [8000, { container: 8000, host: 8000, ...LOCAL }],
    ["8000", { container: 8000, host: 8000, ...LOCAL }],
    ["80:8000", { container: 8000, host: 80, ...LOCAL }],
    ["80:8000/udp", { container: 8000, host: 80, ...LOCAL, protocol: "udp" }],
    [
      "0.0.0.0:80:8000",
      { container: 8000, host: 80, ...LOCAL, hostIp: "0.0.0.0" },
    ],
    [
      "0.0.0.0:8000",
      { container: 8000, host: 8000, ...LOCAL, hostIp: "0.0.0.0" },
    ],
    ["[::1]:80:8000", { container: 8000, host: 80, ...LOCAL, hostIp: "::1" }],
    [{ container: 8000 }, { container: 8000, host: 8000, ...LOCAL }],
    [
      {
        container: 8000,
        host: 80,
        hostIp: "::1",
        name: "http",
        protocol: "udp",
      },
      {
        container: 8000,
        host: 80,
        hostIp: "::1",
        name: "http",
        protocol: "udp",
      },
    ],
  ])("makes %j explicit", (port, expected) => {
    expect(resolvePort(port)).toEqual(expected);
  });
});
