import { relative } from "node:path";
import { UsageError } from "../io/find-spec.ts";

/** What the system answers, in words, and what to do about it. */
const ANSWERS: Readonly<Record<string, readonly [string, string]>> = {
  EACCES: ["permission denied", "`ls -ld` shows who may read and write it"],
  EPERM: ["permission denied", "`ls -ld` shows who may read and write it"],
  EROFS: ["the file system is read-only", "mount it writable"],
  ELOOP: ["a link that leads to itself", "replace it by a file"],
  ENOTDIR: ["a file stands where a folder is to be", "move that file away"],
  EISDIR: ["a folder stands where a file is to be", "move that folder away"],
  ENOENT: ["it is gone", "run it again"],
  ENOSPC: ["no space is left", "make room, then run it again"],
  EDQUOT: ["no space is left", "make room, then run it again"],
  EMFILE: ["too many files are open", "raise `ulimit -n`"],
};

/** An answer of the system's that nothing was prepared for; it is no defect of ours. */
class SystemError extends UsageError {
  override readonly name = "SystemError" as never;
}

/** A path from where the person is, where it lies below. */
function placeOf(path: string): string {
  const way = relative(process.cwd(), path);
  return way === "" || way.startsWith("..") ? path : way;
}

/** An error of the system's, in a person's words; null for any other. */
export function asSystemError(error: unknown): UsageError | null {
  if (!(error instanceof Error)) return null;
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (typeof code !== "string" || typeof syscall !== "string") return null;
  const [words = error.message, advice = "mend it, then run it again"] =
    ANSWERS[code] ?? [];
  const place = path === undefined ? syscall : placeOf(path);
  return new SystemError(`${place}: ${words} (${code})`, advice);
}
