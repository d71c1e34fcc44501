import { createTwoFilesPatch } from "diff";
import { tailOf } from "../../docker/docker.ts";
import { generate } from "../../generate.ts";
import { isKept, type Change } from "../../diff/compare.ts";
import {
  checked,
  finding,
  type Guarantee,
  type Observations,
} from "../guarantee.ts";
import type { Workbench } from "../workbench.ts";

const MESSAGES: Readonly<Record<Change["kind"], string>> = {
  created: "it is not there, and the spec asks for it",
  updated: "it does not fit the spec any more",
  edited: "it was edited by hand",
  foreign: "it was not written by dockwright",
  obsolete: "the spec does not ask for it any more",
  merged: "it was edited by hand",
  conflicted: "it was edited by hand",
  undecided: "it has conflict markers",
  unchanged: "",
};

/** The first line that is not as it would be written. */
function firstDifference(before: string, after: string): number {
  const [a, b] = [before.split("\n"), after.split("\n")];
  // The digest's own line changes with everything else.
  const index = a.findIndex(
    (line, at) => line !== b[at] && !line.includes("dockwright-digest:"),
  );
  return index === -1 ? 1 : index + 1;
}

async function* isStable({ root, lines }: Workbench): Observations {
  const { changes } = await generate({ root, write: false });
  for (const { path, kind, before, after } of changes) {
    yield checked(path);
    if (kind === "unchanged") continue;
    const isByHand = isKept({ kind });
    const diff = createTwoFilesPatch(path, path, before ?? "", after ?? "");
    yield finding({
      subject: path,
      message: MESSAGES[kind],
      evidence: {
        command: `dockwright generate --diff`,
        output: tailOf(diff.split("\n").slice(0, 40).join("\n"), 38),
      },
      cause:
        before === null
          ? null
          : lines.at(path, firstDifference(before, after ?? "")),
      advice: isByHand
        ? "move the edit into the spec, or take dockwright's text with `dockwright generate --force`"
        : "run `dockwright generate`",
    });
  }
}

export const stable: Guarantee = {
  id: "G10",
  title: "generating again changes nothing",
  proves: "Every generated file is what the spec says today.",
  files: isStable,
};
