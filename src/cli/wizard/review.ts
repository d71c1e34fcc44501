import { generate, type GenerateResult } from "../../generate.ts";
import { newSpec, type Surroundings } from "../../init.ts";
import { isKept } from "../../diff/compare.ts";
import type { Integration } from "../../integrations/integration.ts";
import { one, type State, type World } from "../../wizard/question.ts";
import { reportInTheWay, reportWritten } from "../report-init.ts";
import { showDiff } from "../show-diff.ts";
import { output } from "../terminal.ts";
import { writeIntegrations } from "../write-integrations.ts";
import { BACK, put, Stopped, type Ask } from "./ask.ts";

/** What a session has: where it writes, what was found, and how it asks. */
export interface Session {
  readonly root: string;
  readonly found: Surroundings;
  readonly world: World;
  readonly ask: Ask;
  readonly isForced: boolean;
  /** What can be put beside the files. */
  readonly integrations: readonly Integration[];
  /** What of it the command line names. */
  readonly wanted: readonly Integration[];
}

/** How the last question ended: with a status, or with a state to go on from. */
export type Reviewed = number | typeof BACK | State;

/** The state at the list of services. */
export const atServices = ({ spec }: State): State => ({
  spec,
  step: { at: "services" },
});

async function write(
  { root }: Session,
  spec: ReturnType<typeof newSpec>,
  force: boolean,
  integrations: readonly Integration[],
): Promise<number> {
  const result = await generate({ root, write: true, force, spec });
  const beside = writeIntegrations(integrations);
  output.line();
  reportWritten(root, result, beside.integrations);
  const isOpen = (change: GenerateResult["changes"][number]) =>
    isKept(change) && !(change.path in result.backups);
  return result.changes.some(isOpen) ? 1 : beside.status;
}

/** Asks what else is to be written; nobody is asked where all is there. */
async function chooseIntegrations({
  ask,
  integrations,
  wanted,
}: Session): Promise<readonly Integration[] | typeof BACK> {
  const open = integrations.filter(
    ({ file, lines }) => file !== null || lines.length > 0,
  );
  if (open.length === 0) return [];
  const question = {
    kind: "many" as const,
    message: "What else is to be set up?",
    why: "So that nobody has to think of it: none of it is needed, and `dockwright init --scripts --hook --ci` does it later.",
    choices: open.map(({ name, offer }) => ({ value: name, name: offer })),
    initial: wanted.map(({ name }) => name),
  };
  const answer = await put(ask, {
    question,
    canGoBack: true,
    check: () => null,
  });
  return answer === BACK
    ? BACK
    : open.filter(({ name }) => answer.includes(name));
}

/** What can be done with a spec and its files once they have been shown. */
function endings(
  files: number,
  kept: number,
  specFile: string,
  isForced: boolean,
) {
  const isInTheWay = kept > 0 && !isForced;
  return one("Write them?", "Until now nothing is written.", [
    ["write", `write ${specFile} and ${files - (isForced ? 0 : kept)} files`],
    ...(isInTheWay
      ? [
          [
            "force",
            "also replace those that are in the way; copies stay (.bak)",
          ] as const,
        ]
      : []),
    ["diff", "show what is in each file, as a diff"],
    ["change", "change services"],
    ["stop", "stop, and write nothing"],
  ]);
}

/** Shows the spec and what it comes to, and asks whether it is to be written. */
export async function review(
  session: Session,
  state: State,
): Promise<Reviewed> {
  const { root, found, ask, isForced } = session;
  const spec = newSpec(state.spec, found);
  const { changes } = await generate({ root, write: false, spec });
  const kept = changes.filter(isKept);
  output.line();
  await showDiff({ path: spec.file, before: null, after: spec.text });
  output.line();
  output.line(`With it: ${changes.map(({ path }) => path).join(", ")}`);
  reportInTheWay(changes, isForced);
  const question = endings(changes.length, kept.length, spec.file, isForced);
  for (;;) {
    const asking = { question, canGoBack: true, check: () => null };
    const answer = await put(ask, asking);
    if (answer === BACK) return BACK;
    if (answer === "change") return atServices(state);
    if (answer === "stop") throw new Stopped();
    if (answer === "diff") {
      for (const change of changes) await showDiff(change);
      continue;
    }
    const chosen = await chooseIntegrations(session);
    if (chosen === BACK) continue;
    return write(session, spec, isForced || answer === "force", chosen);
  }
}
