/** A finding that we let stand, and why. */
export interface Allowance {
  readonly judge: string;
  readonly rule: string;
  /** `example/file#service`, with `*` for any part of a name; each has to fit a finding, or it is to be taken out. */
  readonly where: readonly string[];
  readonly reason: string;
}

/** The README has the same list, for who uses these linters on what dockwright writes. */
export const ALLOWED: readonly Allowance[] = [
  {
    judge: "checkov",
    rule: "CKV_DOCKER_2",
    where: ["*/Dockerfile"],
    reason:
      "One image may run several services; each has its own health check, which stands in the Compose files.",
  },
  {
    judge: "compose-lint",
    rule: "CL-0007",
    where: [
      "express-npm/compose.yaml#web",
      "fastapi-pip/compose.yaml#notes",
      "fastify-pnpm/compose.yaml#api",
      "monorepo-npm/compose.yaml#api",
      "thoth/compose.yaml#thoth-*",
    ],
    reason:
      "Compose watch cannot write into a container whose root is read-only; in production it is.",
  },
  {
    judge: "compose-lint",
    rule: "CL-0019",
    where: [
      "*/compose.yaml#postgres",
      "*/compose.yaml#redis",
      "*/compose.production.yaml#*",
    ],
    reason:
      "Our own image is built here and named by its commit; a backing image gets its security fixes by its tag. Its `version` takes a digest too.",
  },
  {
    judge: "compose-lint",
    rule: "CL-0026",
    where: ["*/compose.yaml#*"],
    reason:
      "In development a service builds and tests in its container, and the machine is the limit; in production each has limits.",
  },
  {
    judge: "dclint",
    rule: "no-build-and-image",
    where: ["*/compose.production.yaml#*"],
    reason:
      "Compose gives what it builds the name in `image`: that is how an image is tagged with its commit.",
  },
  {
    judge: "dclint",
    rule: "services-alphabetical-order",
    where: ["express-npm/*#redis", "thoth/*#*"],
    reason:
      "Services stand in the order in which the spec has them, the one that matters most first.",
  },
];
