import { isAwaited } from "../service.ts";
import { writtenSettings, type Check } from "./check.ts";

const FOR_EVER = ["always", "unless-stopped"];

/** What is started again whenever it ends has never done its work, for which others wait. */
export const restarts: Check = function* ({ spec }) {
  for (const { name, settings, path } of writtenSettings(spec)) {
    const { restart } = settings;
    if (restart === undefined || !FOR_EVER.includes(restart)) continue;
    if (!isAwaited(spec, name)) continue;
    yield {
      path: [...path, "restart"],
      message: `another service waits until ${name} has ended, and it is started again each time`,
      advice: 'write restart: "no" or on-failure, or take it out',
    };
  }
};
