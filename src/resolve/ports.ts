import type { SettingsSpec } from "../spec/schema/project.ts";
import type { Port } from "../model/project.ts";

type PortSpec = NonNullable<SettingsSpec["ports"]>[number];

/** A port is bound to the host alone unless an address is written: Docker's own default opens it to the network. */
const LOCAL = "127.0.0.1";

/** https://docs.docker.com/reference/compose-file/services/#ports */
export function resolvePort(port: PortSpec): Port {
  if (typeof port === "object") {
    const {
      container,
      host = container,
      hostIp = LOCAL,
      name = null,
      protocol = "tcp",
    } = port;
    return { container, host, hostIp, name, protocol };
  }
  const [, hostIp = LOCAL, host, container, protocol = "tcp"] =
    /^(?:(\d+(?:\.\d+){3}|\[.*\]):)?(?:(\d+):)?(\d+)(?:\/(tcp|udp))?$/i.exec(
      String(port),
    ) ?? [];
  return {
    container: Number(container),
    host: Number(host ?? container),
    hostIp: hostIp.replace(/^\[|\]$/g, ""),
    name: null,
    protocol: protocol.toLowerCase() as Port["protocol"],
  };
}
