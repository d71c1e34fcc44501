import { describe, expect, test } from "vitest";
import { refusals, withImage, withService } from "../../support/specs.ts";

const AT = "images.web.directories[0]";

const leaves = (path: string) =>
  `${AT}: ${path} leaves /app; write a path inside it, or an absolute one`;
const system = (path: string) =>
  `${AT}: ${path} belongs to the image's system; write a directory of your own, such as /app/cache`;
const program = (path: string) =>
  `${AT}: ${path} holds the program, which production keeps root's; write a directory inside it, such as /app/data`;

describe("a directory outside the image's own tree", () => {
  test.each<[string, string]>([
    ["..", leaves("..")],
    ["../data", leaves("../data")],
    ["a/../../b", leaves("a/../../b")],
    ["/", system("/")],
    ["/etc", system("/etc")],
    ["/etc/app", system("/etc/app")],
    ["/usr/local/data", system("/usr/local/data")],
    ["/run/secrets", system("/run/secrets")],
    ["/tmp", system("/tmp")],
    ["/home", system("/home")],
    ["/var/lib", system("/var/lib")],
    ["//etc", system("/etc")],
    ["/app/../etc", system("/etc")],
    ["/app", program("/app")],
    [".", program("/app")],
    ["/app/", program("/app")],
  ])("%s is refused", (path, expected) => {
    expect(refusals(withImage({ directories: [path] }))).toEqual([expected]);
    expect(refusals(withImage({ directories: [{ path }] }))).toEqual([
      expected,
    ]);
  });

  test("is seen from the image's own working directory", () => {
    const spec = withImage({
      workdir: "/srv/shop/api",
      directories: ["/srv/shop", "/srv/shop/api/data", "/srv/other"],
    });
    expect(refusals(spec)).toEqual([
      `${AT}: /srv/shop holds the program, which production keeps root's; write a directory inside it, such as /srv/shop/api/data`,
    ]);
  });

  test.each([
    "cache",
    "/app/cache",
    "/data",
    "/var/lib/app",
    "/tmp/app",
    "/home/app/x",
    "/opt/a b",
  ])("%s is fine", (path) => {
    expect(refusals(withImage({ directories: [path] }))).toEqual([]);
  });
});

describe("a subdirectory", () => {
  test.each(["..", "/etc", "../other", ".", "a/../.."])(
    "%s is refused outside its directory",
    (sub) => {
      const directories = [{ path: "cache", subdirs: ["ocr", sub] }];
      expect(refusals(withImage({ directories }))).toEqual([
        `${AT}.subdirs[1]: ${sub} is not inside /app/cache; write a relative path, such as ocr`,
      ]);
    },
  );

  test.each(["ocr", "a/b", "/app/cache/ocr", "..a"])("%s is fine", (sub) => {
    const directories = [{ path: "cache", subdirs: [sub] }];
    expect(refusals(withImage({ directories }))).toEqual([]);
  });
});

describe("a directory with a volume", () => {
  test("hides no source", () => {
    const spec = withImage({
      directories: [{ path: "/app/app/data", volume: "data" }],
    });
    expect(refusals(spec)).toEqual([]);
    const hiding = withImage({
      directories: [{ path: "/app/app", volume: "data" }],
    });
    expect(refusals(hiding)).toEqual([
      `${AT}.volume: the volume would hide the source app; keep what is written apart from the source`,
    ]);
  });

  test("is declared once", () => {
    const directories = ["cache", { path: "/app/cache", volume: "data" }];
    expect(refusals(withImage({ directories }))).toEqual([
      "images.web.directories[1]: /app/cache is declared twice; keep one of the two",
    ]);
  });
});

describe("a working directory", () => {
  test.each(["/etc", "/usr/app", "/tmp", "/home", "/root/app"])(
    "%s is refused",
    (workdir) => {
      expect(refusals(withImage({ workdir }))).toEqual([
        `images.web.workdir: ${workdir} is not an application's; write an absolute path such as /app`,
      ]);
    },
  );
});

/** What is mounted there hides it, or is made the user's in the image. */
describe("a service's mount", () => {
  test.each<[string, unknown]>([
    ["over the program", "data:/app"],
    ["over all of it", "data:/"],
    ["over the source", { type: "tmpfs", target: "app" }],
    ["in the system", "data:/usr/share"],
    ["over the system, as memory", { type: "tmpfs", target: "/etc" }],
  ])("%s is refused", (_, volume) => {
    const [told, ...others] = refusals(withService({ volumes: [volume] }));
    expect(told).toContain("services.web.volumes[0]: ");
    expect(others).toEqual([]);
  });

  test.each<[string, unknown]>([
    ["of its own", "data:/app/data"],
    ["of memory, at /tmp", { type: "tmpfs", target: "/tmp" }],
    ["of the host, over the source", "./app:/app/app"],
    ["of the host, in the system", "/etc/localtime:/etc/localtime:ro"],
  ])("%s is fine", (_, volume) => {
    expect(refusals(withService({ volumes: [volume] }))).toEqual([]);
  });
});
