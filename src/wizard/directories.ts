import type { ImageSpec, Spec } from "../spec/schema/project.ts";
import { directoriesAfter } from "./project.ts";
import {
  checked,
  listOf,
  one,
  text,
  withKey,
  type Asked,
  type State,
} from "./question.ts";

type Directory = NonNullable<ImageSpec["directories"]>[number];
type Parts = Exclude<Directory, string>;

const partsOf = (directory: Directory): Parts =>
  typeof directory === "string" ? { path: directory } : directory;

/** As short as a person would write it. */
const shortOf = (parts: Parts): Directory =>
  Object.keys(parts).length === 1 ? parts.path : parts;

const directoriesOf = ({ spec, step }: State): readonly Directory[] =>
  spec.images?.[step.of!]?.directories ?? [];

function withDirectories(
  { spec, step }: State,
  directories: readonly Directory[],
): Spec {
  const image = withKey(
    spec.images![step.of!]!,
    "directories",
    directories.length > 0 ? directories : undefined,
  );
  return { ...spec, images: { ...spec.images, [step.of!]: image } };
}

function withParts(state: State, parts: Parts): Spec {
  const all = [...directoriesOf(state)];
  all[state.step.index!] = shortOf(parts);
  return withDirectories(state, all);
}

const current = (state: State): Parts =>
  partsOf(directoriesOf(state)[state.step.index!] ?? { path: "" });

const at = ({ step }: State) => [
  "images",
  step.of!,
  "directories",
  step.index!,
];

const directories: Asked = {
  ask: (state) => {
    const found = directoriesOf(state).map(partsOf);
    return one(
      `Directories that ${state.step.of} writes`,
      "Each is made and owned by the user in the image, so that no PermissionError waits at run time.",
      [
        ["done", found.length > 0 ? "these are all" : "it writes none"],
        ["add", "add one"],
        ...found.map(({ path, volume }, index) => {
          const kept = volume === undefined ? "" : `, in the volume ${volume}`;
          return [`remove ${index}`, `take out ${path}${kept}`] as const;
        }),
      ],
    );
  },
  take(state, answer) {
    const { spec, step } = state;
    const all = directoriesOf(state);
    if (answer === "done")
      return { spec, step: directoriesAfter(spec, step.of!) };
    if (answer === "add")
      return { spec, step: { ...step, at: "path", index: all.length } };
    const gone = Number(String(answer).split(" ")[1]);
    const kept = all.filter((_, index) => index !== gone);
    return { spec: withDirectories(state, kept), step };
  },
};

const path: Asked = {
  ask: () =>
    text(
      "Which directory?",
      "Absolute, or seen from the working directory: /app/cache, or cache.",
    ),
  take: (state, answer) =>
    checked(
      {
        spec: withParts(state, { path: String(answer).trim() }),
        step: { ...state.step, at: "subdirs" },
      },
      at(state),
    ),
};

const subdirs: Asked = {
  ask: (state) =>
    text(
      `Which folders in ${current(state).path}?`,
      "They are made and owned too; commas between them, nothing for none.",
    ),
  take(state, answer) {
    const names = listOf(answer);
    const parts = withKey(
      current(state),
      "subdirs",
      names.length > 0 ? names : undefined,
    );
    return checked(
      {
        spec: withParts(state, parts),
        step: { ...state.step, at: "volume" },
      },
      at(state),
    );
  },
};

const volume: Asked = {
  ask: (state) =>
    text(
      `Which volume keeps ${current(state).path}?`,
      "A named volume outlasts the container; nothing for what may be lost with it.",
    ),
  take(state, answer) {
    const called = String(answer).trim();
    const parts = withKey(current(state), "volume", called || undefined);
    const { of } = state.step;
    return checked(
      {
        spec: withParts(state, parts),
        step: { at: "directories", ...(of !== undefined && { of }) },
      },
      at(state),
    );
  },
};

/** Questions about what an image's programs write. */
export const DIRECTORIES = { directories, path, subdirs, volume };
