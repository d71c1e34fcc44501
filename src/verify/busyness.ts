/** Processes that wait for each core: more, and what is measured is the machine. */
const MOST = 2;

/**
 * What there is to say of a busy machine, where that may be why something took long.
 *
 * @param load How many processes want to run, over the last minute.
 */
export const busyness = (load: number, cores: number): string =>
  load > MOST * cores
    ? `\nthe machine is busy, with a load of ${load.toFixed(1)} on ${cores} cores: look again when it is not`
    : "";
