import type { Spec } from "../spec/schema/project.ts";
import {
  checked,
  one,
  text,
  withKey,
  type Asked,
  type State,
  type Step,
} from "./question.ts";

/** What the language, the folders and nothing else say: where everything else is to be asked. */
function bare({ name, images = {} }: Spec): Spec {
  const kept = Object.entries(images).map(
    ([image, { runtime, context, workspace }]) => [
      image,
      {
        runtime,
        ...(context !== undefined && { context }),
        ...(workspace !== undefined && { workspace }),
      },
    ],
  );
  return {
    name,
    images: Object.fromEntries(kept) as Spec["images"],
    services: {},
  };
}

const begin: Asked = {
  ask: ({ spec }) =>
    one(
      "How do you want to begin?",
      `The files above come to ${Object.keys(spec.services).join(", ")}; nothing is written before you have seen it.`,
      [
        ["take", "take what was found, and look at the files"],
        ["through", "go through it, question by question"],
        ["nothing", "start from nothing but the language"],
      ],
    ),
  take({ spec }, answer, { detected }) {
    if (answer === "take") return { spec, step: { at: "review" } };
    return {
      spec: answer === "nothing" ? bare(detected) : spec,
      step: { at: "name" },
    };
  },
};

const name: Asked = {
  ask: ({ spec }) =>
    text(
      "What is the project called?",
      "Compose puts the name before its containers, volumes and networks.",
      spec.name,
    ),
  take: ({ spec }, answer) =>
    checked({ spec: { ...spec, name: String(answer) }, step: { at: "user" } }, [
      "name",
    ]),
};

/** The part of the spec about the user, left out where it says no more than the defaults. */
function withUser(spec: Spec, parts: NonNullable<Spec["user"]>): Spec {
  const user = { ...spec.user, ...parts };
  const { name: called = "app", uid = 1000, gid = uid } = user;
  const isUsual = called === "app" && uid === 1000 && gid === 1000;
  return withKey(spec, "user", isUsual ? undefined : user);
}

const user: Asked = {
  ask: ({ spec }) =>
    text(
      "Who do the services run as?",
      "A user of this name is made in the image and owns what the program writes; it is never root.",
      spec.user?.name ?? "app",
    ),
  take: ({ spec }, answer) =>
    checked(
      { spec: withUser(spec, { name: String(answer) }), step: { at: "ids" } },
      ["user"],
    ),
};

/** The first image's directories, or what comes after all of them. */
export function directoriesAfter(spec: Spec, image: string | null): Step {
  const names = Object.keys(spec.images ?? {});
  const following = names[image === null ? 0 : names.indexOf(image) + 1];
  return following === undefined
    ? { at: "backing" }
    : { at: "directories", of: following };
}

const withIds = (spec: Spec, uid: number, gid: number): State => ({
  spec: withUser(spec, { uid, gid }),
  step: directoriesAfter(spec, null),
});

const ids: Asked = {
  ask: ({ spec }, { ids: own }) => {
    const { uid = 1000, gid = uid } = spec.user ?? {};
    const isOther = uid !== 1000 || gid !== 1000;
    const isOwn = own && (own.uid !== 1000 || own.gid !== 1000);
    return one(
      "Which uid and gid does the user have?",
      "With your own, files in mounted folders are yours on both sides; APP_UID and APP_GID override it at build time.",
      [
        ...(isOther ? [[`${uid}:${gid}`, `${uid}:${gid}`] as const] : []),
        [
          "1000:1000",
          own && !isOwn
            ? "1000:1000, the same as on this machine"
            : "1000:1000, the first user of most Linux machines",
        ],
        ...(isOwn
          ? [
              [
                `${own.uid}:${own.gid}`,
                `${own.uid}:${own.gid}, the same as on this machine`,
              ] as const,
            ]
          : []),
        ["other", "others"],
      ],
    );
  },
  take({ spec }, answer) {
    if (answer === "other") return { spec, step: { at: "ownIds" } };
    const [uid = 1000, gid = uid] = String(answer).split(":").map(Number);
    return withIds(spec, uid, gid);
  },
};

const ownIds: Asked = {
  ask: () => text("uid:gid", "Two numbers from 1 on; 0 is root.", "1000:1000"),
  take({ spec }, answer) {
    const [, uid, gid] = /^(\d+)(?::(\d+))?$/.exec(String(answer).trim()) ?? [];
    if (uid === undefined) return "write two numbers, such as 1001:1001";
    return checked(withIds(spec, Number(uid), Number(gid ?? uid)), ["user"]);
  },
};

/** Questions about the project as a whole. */
export const PROJECT = { begin, name, user, ids, ownIds };
