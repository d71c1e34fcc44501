import * as z from "zod/mini";
import { bytes, containerPath, key, mode, text } from "./scalars.ts";

/** https://docs.docker.com/reference/compose-file/services/#volumes */
export const volume = z.union([
  text.check(
    z.regex(
      /^(?:\$\{[^{}\p{Cc}]*\}|(?!\$\{)[^\p{Cc}:])+:[^\p{Cc}:]+(?::(?:ro|rw|z|Z)(?:,(?:ro|rw|z|Z))*)?$/u,
      {
        error:
          '"name:/path", "./folder:/path", either with :ro, or { type, source, target }',
      },
    ),
  ),
  z.strictObject({
    type: z.enum(["volume", "bind", "tmpfs"]),
    source: key("A volume's name, or a path for a bind.", text),
    target: containerPath,
    readOnly: key("Whether the container may not write.", z.boolean()),
    selinux: key(
      "SELinux's label: z where containers share it, Z for this one alone.",
      z.enum(["z", "Z"]),
    ),
    size: key("How much a tmpfs may hold.", bytes),
    mode: key("A tmpfs's permission bits.", mode),
  }),
]);
