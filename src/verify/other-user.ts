import type { Place } from "./source-lines.ts";
import type { Stack, StackService } from "./stack.ts";

/** The line of a Compose file that lets a service run as another user than its image's, or null. */
export function otherUser(
  { bench, mode }: Stack,
  { name, image, compose }: StackService,
): Place | null {
  const { user } = compose;
  if (user === undefined || !image) return null;
  const { uid, gid, name: known } = image.user;
  const same = [known, uid, `${uid}:${gid}`, `${known}:${gid}`].map(String);
  return same.includes(user) ? null : bench.lines.inCompose(mode, name, "user");
}
