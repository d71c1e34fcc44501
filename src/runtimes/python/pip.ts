import type { Image } from "../../model/project.ts";
import { installMounts } from "../../stages/frame.ts";
import { rootCache, shellWord, userCache, USERS } from "../../stages/steps.ts";
import type { Installer } from "./installer.ts";
import type { PythonToolchain } from "./toolchain.ts";

const LISTED = "/tmp/requirements.txt";

/** Lists what pyproject.toml names: pip installs dependencies only together with their project. */
function listDependencies(extra: string | null): string {
  const more = extra ? `, *p["optional-dependencies"]["${extra}"]` : "";
  const read = `p = tomllib.load(open("pyproject.toml", "rb"))["project"]`;
  const print = `print(*p.get("dependencies", [])${more}, sep="\\n")`;
  return `python -c 'import tomllib; ${read}; ${print}' >${LISTED}`;
}

function installAll(install: string, files: readonly string[]): string[] {
  const named = files.map((path) => `--requirement ${shellWord(path)}`);
  return named.length === 0 ? [] : [`${install} ${named.join(" ")}`];
}

/** https://pip.pypa.io/en/stable/cli/pip_install/ */
export function pip(image: Image, toolchain: PythonToolchain): Installer {
  const { manifests, requirements, developmentRequirements } = toolchain;
  // With one hash in it pip asks for those of all that is installed with it.
  const together = [...requirements, ...developmentRequirements];
  const apart = [requirements, developmentRequirements];
  const forDevelopment = toolchain.installsApart ? apart : [together];
  const cache = rootCache("pip", "/root/.cache/pip");
  const owned = userCache("pip", `${image.user.home}/.cache/pip`);
  const venv = `${image.workdir}/.venv`;
  // The environment that is shipped has no pip of its own; the base image's installs into it.
  const intoVenv = `pip --python ${venv}/bin/python install`;
  const forProduction = manifests.filter(
    (path) => !toolchain.developmentManifests.includes(path),
  );
  const steps = (
    install: string,
    lists: readonly (readonly string[])[],
    extra: string | null,
  ) =>
    toolchain.dependenciesInPyproject
      ? [listDependencies(extra), ...installAll(install, [LISTED])]
      : lists.flatMap((files) => installAll(install, files));
  return {
    dependencies: {
      mounts: installMounts(image, cache, forProduction),
      commands: [
        `python -m venv --without-pip ${venv}`,
        ...steps(intoVenv, [requirements], null),
      ],
    },
    project: {
      mounts: installMounts(image, cache, []),
      // Compiled files would double what each source edit adds to the image.
      commands: [`${intoVenv} --no-deps --no-compile --prefix /project .`],
    },
    development: {
      mounts: installMounts(image, owned, manifests, USERS),
      commands: [
        `python -m venv ${venv}`,
        ...steps("pip install", forDevelopment, toolchain.developmentExtra),
      ],
    },
    editable: {
      mounts: installMounts(image, owned, [], USERS),
      commands: ["pip install --no-deps --editable ."],
    },
  };
}
