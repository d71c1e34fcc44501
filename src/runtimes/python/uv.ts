import type { Image } from "../../model/project.ts";
import { installMounts } from "../../stages/frame.ts";
import { rootCache, userCache } from "../../stages/steps.ts";
import type { Installer } from "./installer.ts";
import type { PythonToolchain } from "./toolchain.ts";

/** https://docs.astral.sh/uv/guides/integration/docker/ */
export function uv(image: Image, toolchain: PythonToolchain): Installer {
  const { manifests, lockfile } = toolchain;
  const sync = lockfile ? "uv sync --locked" : "uv sync";
  const cache = rootCache("uv", "/root/.cache/uv");
  const owned = userCache("uv", `${image.user.home}/.cache/uv`);
  const venv = `${image.workdir}/.venv`;
  return {
    dependencies: {
      mounts: installMounts(image, cache, manifests),
      commands: [`${sync} --no-install-project --no-editable`],
    },
    project: {
      mounts: installMounts(image, cache, []),
      // Compiled files would double what each source edit adds to the image.
      commands: [
        `uv pip install --no-deps --no-compile-bytecode --python ${venv} --prefix /project .`,
      ],
    },
    development: {
      mounts: installMounts(image, owned, manifests),
      commands: [`${sync} --no-install-project`],
    },
    editable: { mounts: installMounts(image, owned, []), commands: [sync] },
  };
}
