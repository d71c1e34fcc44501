import { describe, expect, test } from "vitest";
import type { Entry } from "../../src/docker/image.ts";
import { RULES } from "../../src/verify/production-rules.ts";
import { file, files, found, words } from "../support/production.ts";
import { resolved, withImage } from "../support/specs.ts";

test("each rule says what it is about, once", () => {
  expect(new Set(RULES.map(({ message }) => message)).size).toBe(RULES.length);
  for (const { message, advice } of RULES)
    expect([message, advice]).not.toContain("");
});

describe("a compiler", () => {
  test.each(
    words(
      "/usr/bin/gcc /usr/bin/gcc-12 /usr/bin/x86_64-linux-gnu-gcc-12 /usr/bin/cc /usr/bin/g++ /usr/bin/c++ /usr/bin/ld /usr/bin/make /usr/local/go/bin/go /root/.cargo/bin/rustc /bin/clang-19",
    ),
  )("is found as %s, even in the base", async (path) => {
    expect(await found("compiler", { entries: [file(path)] })).toEqual([path]);
    expect(
      await found("compiler", { entries: [], base: [file(path)] }),
    ).toEqual([path]);
  });

  test.each(
    words(
      "/usr/bin/gccx /usr/bin/c++filt /usr/bin/make.conf /app/gcc /usr/share/make/make /usr/bin/ld.so /usr/bin/golang /usr/lib/gcc",
    ),
  )("is not %s", async (path) => {
    expect(await found("compiler", { entries: [file(path)] })).toEqual([]);
  });
});

describe("a package manager", () => {
  const entries = files("/bin/uv /usr/local/bin/pip3.13 /usr/bin/curl");

  test("is found where it was added", async () => {
    expect(await found("package manager", { entries })).toEqual(
      entries.map(({ path }) => path),
    );
  });

  test("may be the base's own", async () => {
    const it = { entries, base: entries };
    expect(await found("package manager", it)).toEqual([]);
  });

  test("may be what the spec asks for", async () => {
    const parts = { packages: { runtime: ["curl"] } };
    expect(await found("package manager", { entries, parts })).toEqual([
      ...["/bin/uv", "/usr/local/bin/pip3.13"],
    ]);
  });

  test("is not a name that begins or ends like it", async () => {
    const others = files("/usr/bin/curl-config /usr/bin/uvicorn /app/uv");
    expect(await found("package manager", { entries: others })).toEqual([]);
  });
});

describe("a cache", () => {
  test("is found where tools leave it", async () => {
    const entries = files(
      "/var/lib/apt/lists/x /var/cache/apt/pkgcache.bin /var/cache/apk/x /root/.cache/pip/x /root/.npm/_cacache/x /home/web/.cache/x /tmp/x",
    );
    expect(await found("cache", { entries })).toEqual(
      entries.map(({ path }) => path),
    );
  });

  test("is no folder, nothing of the base, nothing elsewhere", async () => {
    const base = files("/root/.cache/x");
    const entries = [
      ...[file("/tmp/folder", { type: "directory" }), ...base],
      ...files("/app/tmp/x /var/cache/debconf/x /var/lib/apt/x /home/.cache"),
    ];
    expect(await found("cache", { entries, base })).toEqual([]);
  });

  test("is not what the spec asks for", async () => {
    const entries = files("/tmp/models/x /tmp/other");
    const parts = { directories: ["/tmp/models"] };
    expect(await found("cache", { entries, parts })).toEqual(["/tmp/other"]);
  });
});

describe("a development dependency", () => {
  const message = "development dependency";
  const project = {
    "app/main.py": "",
    "requirements.txt": "httpx[http2]==1\n",
    "requirements-dev.txt": "pytest==8\nh2==4\n",
  };
  const at = (name: string) =>
    `/usr/lib/site-packages/${name}-1.0.dist-info/METADATA`;
  const entries = [file(at("httpx")), file(at("h2")), file(at("pytest"))];

  test("is found by its metadata, unless something in production requires it", async () => {
    const metadata = [
      "Name: httpx\nRequires-Dist: h2 (>=3) ; extra == 'http2'\nRequires-Dist: pytest; extra == 'test'\n",
    ];
    expect(await found(message, { entries, project })).toEqual([
      ...[at("h2"), at("pytest")],
    ]);
    expect(await found(message, { entries, project, metadata })).toEqual([
      at("pytest"),
    ]);
  });

  test("is found though an extra of the project's own asks for it", async () => {
    const pyproject =
      '[project]\nname = "shop"\ndependencies = ["httpx"]\n[project.optional-dependencies]\ndev = ["pytest"]\nall = ["shop[dev]"]\n';
    const metadata = [
      "Name: shop\nRequires-Dist: httpx\nRequires-Dist: pytest; extra == 'dev'\nRequires-Dist: shop[dev]; extra == 'all'\n",
    ];
    const own = { "app/main.py": "", "pyproject.toml": pyproject };
    const it = { entries, metadata, project: own };
    expect(await found(message, it)).toEqual([at("pytest")]);
  });

  test("is nothing of the base, and no package that production asks for", async () => {
    const its = { entries, base: entries, project };
    expect(await found(message, its)).toEqual([]);
    const one = [file(at("httpx")), file("/app/pytest/METADATA")];
    expect(await found(message, { entries: one, project })).toEqual([]);
  });
});

test("a set-user-id file is found where it was added", async () => {
  const entries = [
    file("/bin/a", { mode: 0o4755 }),
    file("/bin/b", { mode: 0o2755 }),
    file("/bin/c", { mode: 0o755 }),
    file("/bin/d", { mode: 0o4755 }),
    file("/srv", { mode: 0o2755, type: "directory" }),
  ];
  const base = [entries[3]!];
  expect(await found("set-user-id", { entries, base })).toEqual([
    ...["/bin/a", "/bin/b"],
  ]);
});

describe("a path of the base", () => {
  const base = files("/a /b /c /d /etc/passwd /etc/shadow-");

  test("is found with another mode, owner or group", async () => {
    const entries = [
      file("/a", { mode: 0o666 }),
      file("/b", { uid: 1 }),
      file("/c", { gid: 1 }),
      file("/d", { size: 2 }),
      file("/new", { mode: 0o777 }),
    ];
    expect(await found("other permissions", { entries, base })).toEqual([
      ...["/a", "/b", "/c"],
    ]);
  });

  test("may change where users are written down", async () => {
    const entries = [
      file("/etc/passwd", { mode: 0o600 }),
      file("/etc/shadow-", { gid: 42 }),
    ];
    expect(await found("other permissions", { entries, base })).toEqual([]);
  });
});

describe("what runs", () => {
  const { user } = resolved(withImage({})).images[0]!;
  const mine = { uid: user.uid, gid: user.gid };
  const parts = { directories: ["cache"] };
  const message = "can change what runs";

  test.each<readonly [string, Partial<Entry>]>([
    ["the user's", { ...mine }],
    ["its group's", { gid: user.gid, mode: 0o664 }],
    ["everybody's", { mode: 0o666 }],
    ["a folder of the user's", { ...mine, type: "directory", mode: 0o755 }],
    ["a sticky folder of code", { type: "directory", mode: 0o1777 }],
    ["a file that is sticky", { mode: 0o1666 }],
  ])("is found as %s", async (_, about) => {
    const entries = [file("/app/main.py", about)];
    expect(await found(message, { entries, parts })).toEqual(["/app/main.py"]);
  });

  test.each<readonly [string, Entry]>([
    ["root's", file("/app/main.py")],
    ["read-only", file("/app/main.py", { ...mine, mode: 0o444 })],
    ["a link", file("/app/x", { type: "symlink", mode: 0o777 })],
    ["in a directory of the spec", file("/app/cache/x", mine)],
    ["at home", file(`${user.home}/x`, mine)],
    ["/var/tmp", file("/var/tmp", { type: "directory", mode: 0o1777 })],
    ["/run/lock", file("/run/lock", { type: "directory", mode: 0o1777 })],
    ["/var/crash", file("/var/crash", { type: "directory", mode: 0o3777 })],
    ["/tmp", file("/tmp", { type: "directory", mode: 0o777 })],
  ])("is not found when it is %s", async (_, entry) => {
    expect(await found(message, { entries: [entry], parts })).toEqual([]);
  });

  test("is a sticky folder that is the user's: its owner may take away what others put there", async () => {
    const entry = file("/opt/x", { ...mine, type: "directory", mode: 0o1755 });
    expect(await found(message, { entries: [entry] })).toEqual(["/opt/x"]);
  });

  test("is not the base's", async () => {
    const base = [file("/opt/x", mine)];
    expect(await found(message, { entries: base, base })).toEqual([]);
  });
});
