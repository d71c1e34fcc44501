import { isWithin } from "../model/paths.ts";

const SYSTEM = [
  "/bin",
  "/boot",
  "/dev",
  "/etc",
  "/lib",
  "/lib64",
  "/proc",
  "/root",
  "/sbin",
  "/sys",
  "/usr",
  "/run/secrets",
];

const SHARED = [
  "/",
  "/home",
  "/mnt",
  "/opt",
  "/srv",
  "/var",
  "/var/lib",
  "/var/cache",
  "/var/log",
  "/run",
  "/tmp",
];

/** Whether a place belongs to the system of a container: none of it is an application's to own. */
export const isSystem = (path: string): boolean =>
  SYSTEM.some((folder) => isWithin(path, folder));

/** Whether an application has its own folders below a place, which is not its own. */
export const isShared = (path: string): boolean => SHARED.includes(path);
