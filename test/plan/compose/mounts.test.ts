import { expect, test } from "vitest";
import { planCompose } from "../../../src/plan/compose/plan-compose.ts";
import { IMAGE, resolved } from "../../support/specs.ts";

test.each([
  ["./a:/a:Z", "./a:/a:Z"],
  ["./b:/b:ro,z", "./b:/b:ro,z"],
  ["data:/c:z", "data:/c:z"],
  [
    {
      type: "bind" as const,
      source: "./c d",
      target: "/c",
      selinux: "z" as const,
    },
    { type: "bind", source: "./c d", target: "/c", bind: { selinux: "z" } },
  ],
])("SELinux's label of a mount is handed on: %j", (volume, expected) => {
  const project = resolved({
    name: "shop",
    images: { web: IMAGE },
    services: { web: { image: "web", volumes: [volume] } },
  });
  expect(planCompose(project, "development").services.web!.volumes).toEqual([
    expected,
  ]);
});
