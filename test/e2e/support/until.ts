import { setTimeout as sleep } from "node:timers/promises";

const PAUSE = 150;

/**
 * Asks again and again until there is an answer that is not null or false.
 * A probe that throws has no answer yet; the last error is told when time runs out.
 */
export async function until<Answer>(
  what: string,
  probe: () => Promise<Answer | null | false>,
  milliseconds = 60_000,
): Promise<Answer> {
  const end = Date.now() + milliseconds;
  let last: unknown = "no answer";
  while (Date.now() < end) {
    try {
      const answer = await probe();
      if (answer !== null && answer !== false) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    await sleep(PAUSE);
  }
  throw new Error(
    `${what}: not within ${milliseconds / 1000} s; the last answer: ${String(last)}`,
  );
}
