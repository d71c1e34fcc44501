import { expect, test } from "vitest";
import { lockdown } from "../../../src/verify/guarantees/lockdown.ts";
import { inShort, stackWith, told } from "./fakes.ts";

const LOCKED = {
  ReadonlyRootfs: true,
  CapDrop: ["ALL"],
  SecurityOpt: ["no-new-privileges:true"],
};
const STATUS = "CapEff:\t000\nCapBnd:\t000\nNoNewPrivs:\t1\n";
const CAPABLE = "CapEff:\t0a8\nCapBnd:\t0a8\nNoNewPrivs:\t1\n";
const NO_SHELL = { code: 127, stdout: "OCI runtime exec failed: sh not found" };

const BUILT = {
  origin: { kind: "built" },
  compose: { build: { context: "." } },
};
const BACKING = { origin: { kind: "backing" } };

const look = async (
  parts: object,
  config: object = LOCKED,
  sh: object = { stdout: STATUS },
) => {
  const container = { Id: "0123", HostConfig: config };
  return told(lockdown.stack!(stackWith({ ...parts, container, sh })));
};

test.each([BUILT, BACKING, {}])(
  "what is locked down holds: %j",
  async (parts) => {
    expect(inShort(await look(parts))).toEqual(["checked: web"]);
  },
);

test.each([BUILT, BACKING])("what is not is found: %j", async (parts) => {
  const config = {
    ReadonlyRootfs: false,
    CapAdd: ["NET_ADMIN"],
    Privileged: true,
  };
  const found = await look(parts, config, { stdout: CAPABLE });
  expect(inShort(found)).toEqual([
    "checked: web",
    "finding: it is privileged",
    "finding: its root file system is writable",
    "finding: it is given NET_ADMIN",
    "finding: its process has capabilities: CapEff 0a8, CapBnd 0a8",
    "finding: its process may gain privileges",
  ]);
});

test("what dockwright leaves to an image of somebody else's is a note", async () => {
  const { SecurityOpt } = LOCKED;
  const found = await look({}, { SecurityOpt }, { stdout: CAPABLE });
  expect(inShort(found)).toEqual([
    "checked: web",
    expect.stringMatching(
      /^note: web: its root file system is writable; its process has capabilities: CapEff 0a8, CapBnd 0a8\. .* write read_only and cap_drop /,
    ),
  ]);
});

test("what was given to it by hand is found all the same", async () => {
  const config = { ...LOCKED, SecurityOpt: [], CapAdd: ["SYS_ADMIN"] };
  expect(inShort(await look({}, config))).toEqual([
    "checked: web",
    "finding: it is given SYS_ADMIN",
    "finding: its process may gain privileges",
  ]);
});

test.each([126, 127])(
  "without a shell, the engine is asked alone: %j",
  async (code) => {
    const sh = { ...NO_SHELL, code };
    expect(inShort(await look(BUILT, LOCKED, sh))).toEqual(["checked: web"]);
    const found = await look(BUILT, { ...LOCKED, CapDrop: ["NET_RAW"] }, sh);
    expect(inShort(found)).toEqual([
      "checked: web",
      "finding: not all capabilities are dropped",
    ]);
  },
);

test("a command that fails otherwise has not looked", async () => {
  await expect(look(BUILT, LOCKED, { code: 1 })).rejects.toThrow(
    /ended with 1/,
  );
});
