import * as z from "zod/mini";
import { key, portNumber, resourceName, text } from "./scalars.ts";

const error = "an address such as 0.0.0.0";
export const address = z.union([z.ipv4({ error }), z.ipv6({ error })]);

/** https://docs.docker.com/reference/compose-file/services/#ports */
export const port = z.union([
  portNumber,
  text.check(
    z.regex(
      /^(?:(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-fA-F:]+\]):)?(?:\d{1,5}:)?\d{1,5}(?:\/(?:tcp|udp))?$/,
      {
        error:
          '8000, "8080:8000", "127.0.0.1:8080:8000" or { container: 8000, host: 8080 }',
      },
    ),
  ),
  z.strictObject({
    container: portNumber,
    host: key("The host's port; the container's when left out.", portNumber),
    hostIp: key("The host's address; 127.0.0.1 when left out.", address),
    name: key("What speaks there, for the guide and Compose.", resourceName),
    protocol: key("tcp when left out.", z.enum(["tcp", "udp"])),
  }),
]);
