import type { Image } from "../../model/project.ts";
import { installMounts } from "../../stages/frame.ts";
import { rootCache, shellWord, userCache, USERS } from "../../stages/steps.ts";
import type { Installer } from "./installer.ts";
import type { PythonToolchain } from "./toolchain.ts";

/** https://docs.astral.sh/uv/guides/integration/docker/ */
export function uv(image: Image, toolchain: PythonToolchain): Installer {
  const { manifests, lockfile, workspace, packages } = toolchain;
  const member = workspace ? ` --package ${shellWord(workspace.package)}` : "";
  const sync = `uv sync${lockfile ? " --locked" : ""}${member}`;
  const left = workspace ? "--no-install-workspace" : "--no-install-project";
  const leftOut = toolchain.groupsLeftOut
    .map((group) => ` --no-group ${shellWord(group)}`)
    .join("");
  const projects = packages.map((folder) =>
    folder === "." ? folder : shellWord(`./${folder}`),
  );
  const cache = rootCache("uv", "/root/.cache/uv");
  const owned = userCache("uv", `${image.user.home}/.cache/uv`);
  // uv leaves a lock file in it that everybody may write, which production is not to have.
  const venv = `${image.workdir}/.venv`;
  return {
    dependencies: {
      mounts: installMounts(image, cache, manifests),
      commands: [
        `${sync} ${left} --no-editable${leftOut}`,
        `rm -f ${venv}/.lock`,
      ],
    },
    project: {
      mounts: installMounts(image, cache, []),
      // Compiled files would double what each source edit adds to the image.
      commands: [
        `UV_COMPILE_BYTECODE=0 uv pip install --no-deps --python ${venv} --prefix /project ${projects.join(" ")}`,
        "rm -f /project/.lock",
      ],
    },
    development: {
      mounts: installMounts(image, owned, manifests, USERS),
      commands: [`${sync} ${left}`],
    },
    editable: {
      mounts: installMounts(image, owned, [], USERS),
      commands: [sync],
    },
  };
}
