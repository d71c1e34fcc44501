import type { Change } from "../diff/compare.ts";
import { output, visible } from "./terminal.ts";

type Shown = Pick<Change, "path" | "before" | "after">;

/** The unified diff between what is there and what is to be: https://www.gnu.org/software/diffutils/manual/html_node/Unified-Format.html */
export async function unifiedDiff({
  path,
  before,
  after,
}: Shown): Promise<string> {
  const { createTwoFilesPatch } = await import("diff");
  const patch = createTwoFilesPatch(
    before === null ? "/dev/null" : `a/${path}`,
    after === null ? "/dev/null" : `b/${path}`,
    before ?? "",
    after ?? "",
  );
  return patch.replace(/^=+\n/, "").trimEnd();
}

/** Shows a change as a diff, coloured where the terminal takes colours. */
export async function showDiff(change: Shown): Promise<void> {
  for (const line of (await unifiedDiff(change)).split("\n")) {
    const style = line.startsWith("+")
      ? "green"
      : line.startsWith("-")
        ? "red"
        : line.startsWith("@@")
          ? "cyan"
          : null;
    output.line(style ? output.paint(style, visible(line)) : visible(line));
  }
}
