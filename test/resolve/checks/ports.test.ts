import { describe, expect, test } from "vitest";
import { refusals, withService, withSpec } from "../../support/specs.ts";

const services = (first: object, second: object) =>
  withSpec({
    services: {
      one: { image: "web", ...first },
      two: { image: "web", ...second },
    },
  });

const taken = (place: string, port: number, advice: string) => [
  `services.two.${place}: port ${port} of the host is taken by one; write another one for the host, such as "${advice}"`,
];

describe("a port of the host that is taken", () => {
  test.each<[string, object, object, string[]]>([
    [
      "in short",
      { ports: [8000] },
      { ports: [8000] },
      taken("ports[0]", 8000, "8001:8000"),
    ],
    [
      "in any form",
      { ports: ["9000:80"] },
      { ports: [1, { container: 80, host: 9000 }] },
      taken("ports[1]", 9000, "9001:80"),
    ],
    [
      "on all addresses",
      { ports: ["0.0.0.0:80:80"] },
      { ports: ["127.0.0.2:80:1"] },
      taken("ports[0]", 80, "81:1"),
    ],
    [
      "on all addresses of IPv6",
      { ports: [{ container: 80, hostIp: "::" }] },
      { ports: [80] },
      taken("ports[0]", 80, "81:80"),
    ],
    [
      "for udp",
      { ports: ["53:53/udp"] },
      { ports: [{ container: 53, protocol: "udp" }] },
      taken("ports[0]", 53, "54:53"),
    ],
    [
      "in development",
      { development: { ports: [80] } },
      { ports: [80], production: { ports: [] } },
      taken("ports[0]", 80, "81:80"),
    ],
    [
      "in production alone",
      { ports: [1], production: { ports: [80] } },
      { ports: [2], production: { ports: [81, 80] } },
      taken("production.ports[1]", 80, "81:80"),
    ],
    [
      "in both modes, told once",
      { ports: [80] },
      { ports: [80] },
      taken("ports[0]", 80, "81:80"),
    ],
    [
      "at the end of all ports",
      { ports: [65535] },
      { ports: [65535] },
      taken("ports[0]", 65535, "65534:65535"),
    ],
  ])("%s", (_, first, second, expected) => {
    expect(refusals(services(first, second))).toEqual(expected);
  });

  test("by the same service", () => {
    expect(refusals(withService({ ports: [80, "80:81"] }))).toEqual([
      'services.web.ports[1]: port 80 of the host is taken by web; write another one for the host, such as "81:81"',
    ]);
  });
});

describe("a port of the host that is free", () => {
  test.each<[string, object, object]>([
    [
      "for another protocol",
      { ports: ["53:53/udp"] },
      { ports: ["53:53/tcp"] },
    ],
    [
      "on another address",
      { ports: ["127.0.0.1:80:80"] },
      { ports: ["127.0.0.2:80:80"] },
    ],
    [
      "in another mode",
      { development: { ports: [80] } },
      { production: { ports: [80] } },
    ],
    ["of the container alone", { ports: ["81:80"] }, { ports: ["82:80"] }],
  ])("%s", (_, first, second) => {
    expect(refusals(services(first, second))).toEqual([]);
  });
});

describe("a port that is none", () => {
  test.each(["0", "65536", "80:0", "70000:80", "80:70000"])("%s", (port) => {
    expect(refusals(withService({ ports: [port] }))).toEqual([
      `services.web.ports[0]: found "${port}"; write ports from 1 to 65535, and an address such as 0.0.0.0`,
    ]);
  });

  test.each(["300.0.0.1:80:80", "[1:2]:80:80", "[::g]:80:80"])(
    "at an address that is none: %s",
    (port) => {
      const told = refusals(withService({ ports: [port] }));
      expect(told).toHaveLength(1);
      expect(told[0]).toContain("services.web.ports[0]: ");
    },
  );

  test.each(["1.2.3", ":::", "1::2::3", "a.b"])(
    "at a hostIp that is none: %s",
    (hostIp) => {
      const ports = [{ container: 80, hostIp }];
      const told = refusals(withService({ ports }));
      expect(told).toHaveLength(1);
      expect(told[0]).toContain("services.web.ports[0]");
    },
  );
});

describe("replicas with a port of the host", () => {
  const advice =
    "take the ports out and put a proxy before them, or write replicas: 1";

  test.each<[string, object, string]>([
    [
      "in both modes",
      { ports: [80], replicas: 2 },
      "services.web.replicas: 2 replicas cannot share one port of the host",
    ],
    [
      "in one mode",
      { ports: [80], production: { replicas: 3 } },
      "services.web.production.replicas: 3 replicas cannot share one port of the host",
    ],
    [
      "with a mode's own port",
      { replicas: 2, development: { ports: [80] } },
      "services.web.replicas: 2 replicas cannot share one port of the host",
    ],
  ])("are refused %s", (_, parts, expected) => {
    expect(refusals(withService(parts))).toEqual([`${expected}; ${advice}`]);
  });

  test.each([
    { replicas: 2 },
    { replicas: 1, ports: [80] },
    { replicas: 0, ports: [80] },
    { ports: [80], production: { replicas: 3, ports: [] } },
  ])("are fine as %j", (parts) => {
    expect(refusals(withService(parts))).toEqual([]);
  });
});
