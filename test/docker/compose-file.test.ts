import { describe, expect, test } from "vitest";
import {
  buildSectionOf,
  healthTestOf,
  writableTargetsOf,
  type ComposeBuild,
  type ComposeSecret,
  type ComposeService,
} from "../../src/docker/compose-file.ts";

describe("a build section", () => {
  const sectionOf = (
    build: Partial<ComposeBuild>,
    secrets?: Readonly<Record<string, ComposeSecret>>,
  ) =>
    buildSectionOf(
      { services: {}, ...(secrets && { secrets }) },
      { build: { context: "/copy/web", ...build } },
    )!;

  test("is null where nothing is built", () => {
    expect(buildSectionOf({ services: {} }, { image: "postgres" })).toBeNull();
  });

  test("has null for all that is not said", () => {
    expect(sectionOf({})).toEqual({
      ...{ context: "/copy/web", dockerfile: null, inline: null },
      ...{
        target: null,
        args: {},
        secrets: [],
        contexts: {},
        ssh: [],
        flags: [],
      },
    });
  });

  test("has what is said", () => {
    const said = { target: "production", ssh: ["default"] };
    const contexts = { shared: "/copy/shared" };
    expect(sectionOf({ ...said, additional_contexts: contexts })).toMatchObject(
      { ...said, contexts },
    );
  });

  test.each<[Partial<ComposeBuild>, string]>([
    [{ network: "host" }, "--network host"],
    [{ platforms: ["linux/arm64"] }, "--platform linux/arm64"],
    [{ platforms: ["linux/amd64", "linux/arm64"] }, ""],
    [
      { extra_hosts: ["a=1.2.3.4", "b=::1"] },
      "--add-host a=1.2.3.4 --add-host b=::1",
    ],
    [{ shm_size: "67108864" }, "--shm-size 67108864"],
    [
      { ulimits: { nproc: 40, nofile: { soft: 1, hard: 2 } } },
      "--ulimit nproc=40 --ulimit nofile=1:2",
    ],
  ])("is built under %j", (build, flags) => {
    expect(sectionOf(build).flags.join(" ")).toBe(flags);
  });

  test("is for the service's platform, whatever else it is built for", () => {
    const build = { context: ".", platforms: ["linux/amd64", "linux/arm64"] };
    const service = { platform: "linux/arm64", build };
    const section = buildSectionOf({ services: {} }, service);
    expect(section!.flags).toEqual(["--platform", "linux/arm64"]);
  });

  test.each([
    ["Dockerfile.web", "/copy/web/Dockerfile.web"],
    ["../docker/Dockerfile", "/copy/web/../docker/Dockerfile"],
    ["/copy/docker/Dockerfile", "/copy/docker/Dockerfile"],
  ])("names the Dockerfile %s from the context on", (dockerfile, expected) => {
    expect(sectionOf({ dockerfile }).dockerfile).toBe(expected);
  });

  test("has the text of a Dockerfile that stands in the Compose file", () => {
    const inline = "FROM a\nRUN echo $$HOME\n";
    expect(sectionOf({ dockerfile_inline: inline })).toMatchObject({
      ...{ dockerfile: null, inline: "FROM a\nRUN echo $HOME\n" },
    });
  });

  test("leaves the Dockerfile of a repository in it", () => {
    const context = "https://example.com/shop.git#main";
    const section = sectionOf({ context, dockerfile: "docker/Dockerfile" });
    expect(section).toMatchObject({ context, dockerfile: "docker/Dockerfile" });
  });

  test("leaves out arguments without a value, and keeps empty ones", () => {
    const args = { APP_UID: "1000", HOST: null, EMPTY: "", PRICE: "$$1" };
    expect(sectionOf({ args }).args).toEqual({
      ...{ APP_UID: "1000", EMPTY: "", PRICE: "$1" },
    });
  });

  test("has a secret by its target, or by its name", () => {
    const secrets = [{ source: "npm", target: "npmrc" }, { source: "pip" }];
    const known = {
      npm: { file: "/copy/.npmrc" },
      pip: { environment: "PIP_TOKEN" },
    };
    expect(sectionOf({ secrets }, known).secrets).toEqual([
      "id=npmrc,src=/copy/.npmrc",
      "id=pip,env=PIP_TOKEN",
    ]);
  });

  test("leaves out a secret that comes from nowhere", () => {
    const secrets = [{ source: "outside" }, { source: "unknown" }];
    expect(sectionOf({ secrets }, { outside: {} }).secrets).toEqual([]);
    expect(sectionOf({ secrets }).secrets).toEqual([]);
  });
});

describe("a health test", () => {
  test.each<readonly [ComposeService["healthcheck"], string | null]>([
    [undefined, null],
    [{}, null],
    [{ disable: true }, null],
    [{ disable: true, test: ["CMD", "true"] }, null],
    [{ test: ["NONE"] }, null],
    [{ test: ["CMD", "curl", "-f", "x"] }, "CMD curl -f x"],
    [{ test: ["CMD-SHELL", "a || b"] }, "CMD-SHELL a || b"],
    [{ test: "a || b" }, "CMD-SHELL a || b"],
    [{ test: "NONE of it" }, "CMD-SHELL NONE of it"],
  ])("of %j is %j", (healthcheck, expected) => {
    const service = healthcheck ? { healthcheck } : {};
    expect(healthTestOf(service)).toBe(expected);
  });
});

describe("where a service may write", () => {
  test("is in volumes, tmpfs and what watch carries into, each once", () => {
    const service: ComposeService = {
      volumes: [
        { type: "volume", source: "cache", target: "/app/cache" },
        { type: "tmpfs", target: "/run/app" },
        { type: "volume", source: "x", target: "/app/ro", read_only: true },
        { type: "bind", source: "/copy/data", target: "/app/data" },
      ],
      tmpfs: ["/tmp:size=64m,mode=1777", "/var/tmp"],
      develop: {
        watch: [
          { action: "sync", path: "/copy/src", target: "/app/src" },
          { action: "rebuild", path: "/copy/package.json" },
          { action: "sync", path: "/copy/cache", target: "/app/cache" },
        ],
      },
    };
    expect(writableTargetsOf(service)).toEqual(
      "/app/cache /run/app /tmp /var/tmp /app/src".split(" "),
    );
  });

  test("is nowhere where nothing is said", () => {
    expect(writableTargetsOf({})).toEqual([]);
  });
});
