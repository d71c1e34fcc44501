import { listOf, one, text, type Asked } from "./question.ts";
import { serviceOf, setting } from "./services.ts";
import { OPEN, portOf, portsOf, portText, toLine, wordsOf } from "./texts.ts";

const command: Asked = {
  ask: (state) =>
    text(
      `Which command does ${state.step.of} run?`,
      "As in a shell, without one; nothing for the project's own start command, such as npm's start.",
      toLine(serviceOf(state).command),
    ),
  take(state, answer) {
    const words = wordsOf(answer);
    return words === null ? OPEN : setting(state, "command", words, "ports");
  },
};

const ports: Asked = {
  ask: (state) =>
    text(
      `Which ports does ${state.step.of} listen at?`,
      "8000, or 8080:8000 for another one on the host, perhaps with a name: 8081 sse, 8082 http. Nothing for none.",
      portsOf(state).map(portText).join(", "),
    ),
  take(state, answer) {
    const before = portsOf(state);
    const texts = listOf(answer);
    const next = texts.map(
      (each) => before.find((port) => portText(port) === each) ?? portOf(each),
    );
    return setting(
      state,
      "ports",
      next.length > 0 ? next : undefined,
      "volumes",
    );
  },
};

const volumes: Asked = {
  ask: (state) =>
    text(
      `Which folders are mounted into ${state.step.of}?`,
      "Beside the image's own directories, such as ./inbox:/app/inbox:ro; commas between them, nothing for none.",
      (serviceOf(state).volumes ?? [])
        .filter((each) => typeof each === "string")
        .join(", "),
    ),
  take(state, answer) {
    const kept = (serviceOf(state).volumes ?? []).filter(
      (each) => typeof each !== "string",
    );
    const all = [...listOf(answer), ...kept];
    return setting(
      state,
      "volumes",
      all.length > 0 ? all : undefined,
      "health",
    );
  },
};

const dependsOn: Asked = {
  ask: (state) => {
    const { spec, step } = state;
    const now = serviceOf(state).dependsOn;
    const others = Object.keys(spec.services).filter((it) => it !== step.of);
    return {
      kind: "many",
      message: `What does ${step.of} need?`,
      why: "Those are started before it, and found under their names.",
      choices: others.map((name) => ({ value: name, name })),
      initial: Array.isArray(now) ? now : Object.keys(now ?? {}),
    };
  },
  take(state, answer) {
    const names = listOf(answer);
    const now = serviceOf(state).dependsOn;
    const isMap = now !== undefined && !Array.isArray(now);
    const same = isMap && Object.keys(now).join() === names.join();
    const value = names.length > 0 ? names : undefined;
    return setting(state, "dependsOn", same ? now : value, "reload");
  },
};

const reload: Asked = {
  ask: (state) =>
    one(
      `When you save a file, what does ${state.step.of} do?`,
      "docker compose watch brings the file into the container; a process that reloads by itself is left running.",
      [
        [
          "auto",
          "what its command says: --reload and the like reload, others are restarted",
        ],
        ["true", "it reloads by itself"],
        ["false", "it has to be restarted"],
      ],
      String(serviceOf(state).reload ?? "auto"),
    ),
  take(state, answer) {
    const value = answer === "auto" ? undefined : answer === "true";
    const next = setting(state, "reload", value, "services");
    return typeof next === "string"
      ? next
      : { ...next, step: { at: "services" } };
  },
};

/** Questions about one service. */
export const SERVICE = {
  command,
  ports,
  volumes,
  dependsOn,
  reload,
};
