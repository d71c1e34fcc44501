import { one, text, type Asked, type State } from "./question.ts";
import { serviceOf, setting } from "./services.ts";
import {
  containerOf,
  OPEN,
  portsOf,
  portText,
  toLine,
  wordsOf,
} from "./texts.ts";

const health: Asked = {
  ask: (state) => {
    const now = serviceOf(state).health;
    const hasPorts = portsOf(state).length > 0;
    const kind =
      typeof now !== "object"
        ? "none"
        : now.http !== undefined
          ? "http"
          : now.tcp !== undefined
            ? "tcp"
            : "command";
    return one(
      `How does ${state.step.of} show that it works?`,
      "Others wait for it with this, and `docker compose up --wait` ends when it holds. No curl is needed in the image.",
      [
        ...(hasPorts
          ? ([
              ["http", "a path answers"],
              ["tcp", "its port takes connections"],
            ] as const)
          : []),
        ["command", "a command ends well"],
        ["none", "by nothing but running"],
      ],
      kind,
    );
  },
  take(state, answer) {
    const { spec, step } = state;
    if (answer === "http") return { spec, step: { ...step, at: "healthPath" } };
    if (answer === "command")
      return { spec, step: { ...step, at: "healthCommand" } };
    if (answer === "none")
      return setting(state, "health", undefined, "dependsOn");
    const [first, ...more] = portsOf(state).map(containerOf);
    const next = more.length > 0 ? "healthPort" : "dependsOn";
    return setting(state, "health", { tcp: first }, next);
  },
};

const healthNow = (state: State) => {
  const now = serviceOf(state).health;
  return typeof now === "object" ? now : {};
};

const healthPath: Asked = {
  ask: (state) =>
    text(
      "Which path answers?",
      "With a status of 2xx or 3xx, without a login.",
      healthNow(state).http ?? "/health",
    ),
  take(state, answer) {
    const next = portsOf(state).length > 1 ? "healthPort" : "dependsOn";
    const { port } = healthNow(state);
    const value = {
      http: String(answer).trim(),
      ...(port !== undefined && { port }),
    };
    return setting(state, "health", value, next);
  },
};

const healthPort: Asked = {
  ask: (state) =>
    one(
      "At which port?",
      "Of several, the one that is asked.",
      portsOf(state).map(
        (port) => [String(containerOf(port)), portText(port)] as const,
      ),
      String(healthNow(state).tcp ?? healthNow(state).port ?? ""),
    ),
  take(state, answer) {
    const { http } = healthNow(state);
    const port = Number(answer);
    // The first one is asked when none is named.
    const isFirst = containerOf(portsOf(state)[0]!) === port;
    const value =
      http === undefined ? { tcp: port } : { http, ...(!isFirst && { port }) };
    return setting(state, "health", value, "dependsOn");
  },
};

const healthCommand: Asked = {
  ask: (state) =>
    text(
      "Which command?",
      "It runs in the container, and ends with status 0 when all is well.",
      toLine(healthNow(state).command),
    ),
  take(state, answer) {
    const words = wordsOf(answer);
    if (words === null) return OPEN;
    if (words === undefined) return "write a command";
    return setting(state, "health", { command: words }, "dependsOn");
  },
};

/** Questions about how a service shows that it works. */
export const HEALTH = { health, healthPath, healthPort, healthCommand };
