import type { ComposeService } from "../../../src/docker/compose-file.ts";
import type { Container } from "../../../src/docker/compose.ts";
import type { Outcome } from "../../../src/docker/docker.ts";
import type {
  Observation,
  Observations,
} from "../../../src/verify/guarantee.ts";
import type { Stack } from "../../../src/verify/stack.ts";

/** All that a probe tells. */
export async function told(observations: Observations): Promise<Observation[]> {
  const all: Observation[] = [];
  for await (const observation of observations) all.push(observation);
  return all;
}

/** In short: each kind with what it says. */
export const inShort = (all: readonly Observation[]): string[] =>
  all.map((each) =>
    each.kind === "finding"
      ? `finding: ${each.message}`
      : each.kind === "unproven"
        ? `unproven: ${each.reason}`
        : `${each.kind}: ${each.kind === "note" ? each.text : each.subject}`,
  );

export const outcomeOf = (parts: Partial<Outcome>): Outcome => ({
  ...{ command: "docker x", code: 0, stdout: "", stderr: "" },
  ...parts,
});

interface Parts {
  readonly compose?: ComposeService;
  readonly origin?: object;
  readonly container?: object;
  readonly sh?: Partial<Outcome>;
  readonly image?: object;
  readonly more?: object;
}

/** A stack with one service, `web`, that answers what is given. */
export function stackWith({
  compose = {},
  origin = { kind: "external" },
  container,
  sh = {},
  image = {},
  more = {},
}: Parts): Stack {
  const containers = container ? [container as unknown as Container] : [];
  const place = { file: "compose.yaml", line: 1, text: "" };
  const nowhere = () => place;
  const lines = { inCompose: nowhere, inSpec: nowhere, ofCommand: nowhere };
  const user = { name: "app", uid: 1000, gid: 1000 };
  return {
    mode: "production",
    services: [
      { name: "web", service: { origin }, image: { user, ...image }, compose },
    ],
    written: { services: { web: compose } },
    bench: {
      options: { services: [] },
      lines: {
        ...lines,
        ofService: nowhere,
        ofPath: nowhere,
        inDockerfile: nowhere,
      },
    },
    subject: (name: string) => name,
    refused: "",
    sh: () => Promise.resolve(outcomeOf(sh)),
    logs: () => Promise.resolve("its log"),
    containersOf: () => Promise.resolve(containers),
    compose: {
      containers: () => Promise.resolve(new Map([["web", containers]])),
    },
    ...more,
  } as unknown as Stack;
}
