import { createHash } from "node:crypto";

const DIGEST = /(dockwright-digest: )([0-9a-f]{16})/;
const UNSEALED = "0".repeat(16);

/** Line ends are Git's to choose on a checkout, so they do not count as an edit. */
const plain = (text: string) => text.replaceAll("\r\n", "\n");

function digestOf(text: string): string {
  const unsealed = plain(text).replace(DIGEST, `$1${UNSEALED}`);
  return createHash("sha256").update(unsealed).digest("hex").slice(0, 16);
}

/** Writes the digest of a text into its header, so that an edit by hand can be told later, in a fresh clone too. */
export const seal = (text: string): string => withDigest(text, digestOf(text));

/** The digest that stands in a text's header; null where none does. */
export const digestIn = (text: string): string | null =>
  DIGEST.exec(text)?.[2] ?? null;

/** A text with another digest in its header. */
export const withDigest = (text: string, digest: string): string =>
  text.replace(DIGEST, (_, label: string) => label + digest);

/** Whose a file on disk is: ours as it was written, ours with edits by hand, or none of ours. */
export function authorship(text: string): "ours" | "edited" | "foreign" {
  const written = DIGEST.exec(text)?.[2];
  if (written === undefined) return "foreign";
  return written === digestOf(text) ? "ours" : "edited";
}

/** Whether two texts are the same to a person. */
export const isSame = (one: string, other: string): boolean =>
  plain(one) === plain(other);
