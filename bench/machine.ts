import { spawnSync } from "node:child_process";
import { arch, cpus, totalmem, type as system } from "node:os";
import { MEMORY_SOURCE } from "./child.ts";

/** Where and when figures were taken: without it they say nothing. */
export interface Machine {
  readonly date: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly system: string;
  readonly node: string;
  /** The engine's version, and BuildKit's driver; null without an engine. */
  readonly docker: string | null;
  readonly peakMemory: string;
}

function docker(): string | null {
  const { status, stdout } = spawnSync(
    "docker",
    ["version", "--format", "{{.Server.Version}}"],
    { encoding: "utf8" },
  );
  return status === 0 ? stdout.trim() : null;
}

export function describeMachine(): Machine {
  const processors = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    processor: processors[0]?.model.trim() ?? "unknown",
    cores: processors.length,
    memoryGigabytes: Math.round(totalmem() / 1e9),
    system: `${system()} ${arch()}`,
    node: process.version,
    docker: docker(),
    peakMemory: MEMORY_SOURCE,
  };
}

export const machineLine = (machine: Machine): string =>
  [
    machine.date,
    `${machine.processor}, ${machine.cores} cores, ${machine.memoryGigabytes} GB`,
    machine.system,
    `Node ${machine.node}`,
    machine.docker === null ? "no Docker engine" : `Docker ${machine.docker}`,
    `peak memory: ${machine.peakMemory}`,
  ].join(" · ");
