/** How a container ended on a signal. */
export interface Timing {
  readonly milliseconds: number;
  readonly exitCode: number;
}

interface Event {
  readonly Action: string;
  readonly timeNano: number;
  readonly Actor: {
    readonly ID: string;
    readonly Attributes: Readonly<Record<string, string>>;
  };
}

/** What events say of containers that ended on a signal: from the first signal to the end. */
export function endingsIn(text: string): Map<string, Timing> {
  const events = text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Event);
  const signalled = new Map<string, number>();
  const ended = new Map<string, Timing>();
  for (const { Action, timeNano, Actor } of events) {
    const at = timeNano / 1e6;
    const since = signalled.get(Actor.ID);
    if (Action === "kill" && since === undefined) signalled.set(Actor.ID, at);
    // One that ends before the signal ends by itself.
    if (Action === "die" && since !== undefined)
      ended.set(Actor.ID, {
        milliseconds: at - since,
        exitCode: Number(Actor.Attributes["exitCode"]),
      });
  }
  return ended;
}
