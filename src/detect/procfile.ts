import type { ContextFiles } from "../model/snapshot.ts";
import {
  finding,
  type DetectedService,
  type Finding,
} from "../runtimes/detection.ts";

interface Process {
  readonly name: string;
  readonly command: string;
  readonly line: number;
}

/** https://devcenter.heroku.com/articles/procfile */
const readProcfile = (text: string): Process[] =>
  text.split("\n").flatMap((written, index) => {
    const [, name, command] =
      /^([a-z][\w-]*)\s*:\s*(\S.*?)\s*$/.exec(written) ?? [];
    return name && command
      ? [{ name: name.replaceAll("_", "-"), command, line: index + 1 }]
      : [];
  });

const usual = /^\$(?:PORT|\{PORT(?::?-\d+)?\})$/;

/** A line's command as words; what only a shell can run is handed to one. */
function toCommand(command: string, port: number | null): string[] {
  const told = command.replace(
    /\$(?:PORT\b|\{PORT(?::?-\d+)?\})/g,
    (written) =>
      usual.test(written) && port !== null ? String(port) : written,
  );
  if (/[|&;<>()$`\\"'*?[\]{}~]|^\w+=/.test(told))
    return ["sh", "-c", `exec ${told}`];
  const words = told.split(/\s+/);
  // Where nothing says where it listens, PORT would have.
  const isUnbound =
    words[0] === "gunicorn" &&
    !words.some((word) => /^(?:-b|--bind)/.test(word));
  return isUnbound && port !== null
    ? [...words, "--bind", `0.0.0.0:${port}`]
    : words;
}

/** What runs where a Procfile says so: its web process in place of what was found, the others beside it. */
export function withProcfile(
  files: ContextFiles,
  services: readonly DetectedService[],
): { services: readonly DetectedService[]; findings: Finding[] } {
  const processes = readProcfile(files.read("Procfile") ?? "");
  if (processes.length === 0) return { services, findings: [] };
  const findings: Finding[] = [];
  const named = processes.flatMap(
    ({ name, command, line }): DetectedService[] => {
      const place = { file: "Procfile", line };
      if (name === "release") {
        const message = `the Procfile runs \`${command}\` before each release, and nothing here does`;
        const advice = `run it by hand: docker compose exec web ${command}`;
        findings.push(finding("warning", "certain", message, place, advice));
        return [];
      }
      const known = services.find((service) => service.name === name);
      const first =
        name === "web"
          ? services.find(({ ports }) => ports.length > 0)
          : undefined;
      const like = known ?? first;
      const port = like?.ports[0]?.container ?? (name === "web" ? 8000 : null);
      const production = toCommand(command, port);
      findings.push(
        finding(
          "service",
          "certain",
          `${name}: \`${production.join(" ")}\``,
          place,
        ),
      );
      return [
        {
          name,
          framework: like?.framework ?? null,
          command: {
            production,
            development: like?.command.development ?? production,
          },
          ports:
            port === null
              ? []
              : (like?.ports ?? [{ container: port, name: null }]),
          healthPath: like?.healthPath ?? null,
          ends: false,
          environment: like?.environment ?? {},
        },
      ];
    },
  );
  // A worker that the Procfile does not start is found all the same.
  const others = services.filter(
    ({ name }) => name === "beat" && !named.some((each) => each.name === name),
  );
  return { services: [...named, ...others], findings };
}
