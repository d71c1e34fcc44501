import * as z from "zod/mini";
import { text } from "./scalars.ts";

/** A list of words, or one text that is split as a shell would. */
const argv = z
  .array(text)
  .check(z.minLength(1, { error: "at least the program's name" }));
export const command = z.union([
  argv,
  text.check(z.minLength(1, { error: "a command, or a list of its words" })),
]);
