import { ClosedError } from "../docker/docker.ts";
import { setTimeout as sleep } from "node:timers/promises";

const PAUSE = 250;

/**
 * Asks again and again until there is an answer that is not null or false.
 * A question that throws has no answer yet; the last error is told when time runs out.
 *
 * @throws Error after so many milliseconds, ClosedError when no question can be asked any more.
 */
export async function until<Answer>(
  what: string,
  ask: () => Promise<Answer | null | false>,
  milliseconds: number,
): Promise<Answer> {
  const end = Date.now() + milliseconds;
  let last = "";
  do {
    try {
      const answer = await ask();
      if (answer !== null && answer !== false) return answer;
    } catch (error) {
      if (error instanceof ClosedError) throw error;
      last = `; the last answer: ${(error as Error).message}`;
    }
    await sleep(PAUSE);
  } while (Date.now() < end);
  const seconds = Math.round(milliseconds / 1000);
  throw new Error(`${what}: not within ${seconds} s${last}`);
}
