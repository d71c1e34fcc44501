import { join } from "node:path";
import { writeIntegration } from "../init.ts";
import type { Integration } from "../integrations/integration.ts";
import { errorAsData } from "./report-error.ts";

/** What came of them, each with what is to be said of it, and the exit status. */
interface Written {
  readonly integrations: readonly Integration[];
  readonly status: 0 | 1;
}

/**
 * Writes each by itself, when all else is written: one that cannot be is told, since by then it is
 * not true any more that nothing was.
 *
 * @throws What is a defect of ours.
 */
export function writeIntegrations(wanted: readonly Integration[]): Written {
  let status: 0 | 1 = 0;
  const integrations = wanted.map((each): Integration => {
    try {
      writeIntegration(each);
      return each;
    } catch (error) {
      if (each.file === null || errorAsData(error) === null) throw error;
      status = 1;
      const { folder, path } = each.file;
      const { message } = error as Error;
      return {
        ...each,
        file: null,
        said: `${join(folder, path)} could not be written: ${message}`,
      };
    }
  });
  return { integrations, status };
}
