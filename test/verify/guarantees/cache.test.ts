import { expect, test } from "vitest";
import type { BuiltImage } from "../../../src/verify/guarantee.ts";
import { isInstall } from "../../../src/verify/guarantees/cache.ts";
import { SourceLines } from "../../../src/verify/source-lines.ts";
import { folderWith } from "../../support/folder.ts";
import { resolved, sourceOf, withSpec } from "../../support/specs.ts";

const IMAGE = resolved(withSpec({})).images[0]!;

/** Whether the last step of a stage that production copies from installs dependencies. */
function installs(...steps: readonly string[]): boolean {
  const end = ["FROM python AS production", "COPY --from=builder /app /app"];
  const from = "FROM python AS builder";
  const text = [from, ...steps, ...end].join("\n");
  const lines = new SourceLines(folderWith({ Dockerfile: text }), sourceOf({}));
  const targets = { production: { stack: { bench: { lines } } } };
  const built = { image: IMAGE, targets } as unknown as BuiltImage;
  const count = steps.length + 1;
  const name = `[builder ${count}/${count}] ${steps.at(-1)}`;
  return isInstall(built, "production", name);
}

const DEPENDENCIES = "RUN uv sync --locked --no-install-project";

test.each([
  [["COPY . .", "RUN uv sync --locked"], true],
  [[DEPENDENCIES, "COPY . .", "RUN uv sync --locked"], false],
  [["COPY . .", "RUN pip install ."], true],
  [["RUN pip install -r a.txt", "COPY . .", "RUN pip install -e ."], false],
  [["COPY . .", "RUN pip install -r requirements.txt"], true],
  [["COPY . .", "RUN apt-get install git"], true],
  [["COPY . .", "RUN python -m compileall ."], false],
])("the last of %j installs dependencies: %j", (steps, is) => {
  expect(installs(...steps)).toBe(is);
});
