import type { Docker } from "../docker/docker.ts";
import { lacksOf, readVersions } from "../docker/engine.ts";
import { UsageError } from "../io/find-spec.ts";

/** @throws UsageError when no engine answers that has what is needed. */
export async function checkEngine(docker: Docker): Promise<void> {
  const [lack] = [...lacksOf(await readVersions(docker))];
  if (lack) throw new UsageError(lack.message, lack.advice);
}
