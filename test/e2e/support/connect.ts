import { get, type Agent } from "node:http";
import type { Endpoint } from "../examples/example.ts";
import type { Stack } from "./stack.ts";

/** Asks an endpoint, and leaves the connection to the agent: open, until the agent is destroyed. */
export async function connect(
  stack: Stack,
  { service, port, path }: Endpoint,
  agent: Agent,
): Promise<number | undefined> {
  const url = await stack.url(service, port, path);
  return new Promise((resolve, reject) => {
    const request = get(url, { agent }, (response) => {
      response.on("error", () => {});
      response.resume();
      resolve(response.statusCode);
    });
    request.on("error", reject);
  });
}
