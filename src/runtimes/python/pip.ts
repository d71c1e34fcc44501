import type { Image } from "../../model/project.ts";
import { installMounts } from "../../stages/frame.ts";
import { rootCache, shellWord, userCache, USERS } from "../../stages/steps.ts";
import type { Installer } from "./installer.ts";
import type { PythonToolchain } from "./toolchain.ts";

const LISTED = "/tmp/requirements.txt";

type Listing = NonNullable<PythonToolchain["listing"]>;

/** Of the extras, what does not name the project itself, whose extras are all there. */
const ofExtras = (extras: readonly string[]) =>
  `r for e in ${JSON.stringify(extras)} for r in p["optional-dependencies"][e] if not r.startswith(p["name"] + "[")`;

/** What prints the dependencies that a file names, each on a line. */
const PRINTS: Record<Listing, (extras: readonly string[]) => string[]> = {
  "pyproject.toml": (extras) => {
    const [only] = extras;
    const own = `*p["optional-dependencies"]["${only}"]`;
    const all = extras.length > 1 ? `*(${ofExtras(extras)})` : own;
    return [
      "import tomllib",
      `p = tomllib.load(open("pyproject.toml", "rb"))["project"]`,
      `print(*p.get("dependencies", [])${only ? `, ${all}` : ""}, sep="\\n")`,
    ];
  },
  "setup.py": () => [
    "import ast",
    `keys = (key for node in ast.walk(ast.parse(open("setup.py").read())) for key in getattr(node, "keywords", []))`,
    `print(*next(ast.literal_eval(key.value) for key in keys if key.arg == "install_requires"), sep="\\n")`,
  ],
  "setup.cfg": () => [
    "import configparser",
    "c = configparser.RawConfigParser()",
    `c.read("setup.cfg")`,
    `print(c["options"]["install_requires"])`,
  ],
};

/** Lists what the project names: pip installs dependencies only together with their project. */
const listDependencies = (listing: Listing, extras: readonly string[]) =>
  `python -c '${PRINTS[listing](extras).join("; ")}' >${LISTED}`;

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
    extras: readonly string[],
  ) =>
    toolchain.listing
      ? [
          listDependencies(toolchain.listing, extras),
          ...installAll(install, [LISTED]),
        ]
      : lists.flatMap((files) => installAll(install, files));
  return {
    dependencies: {
      mounts: installMounts(image, cache, forProduction),
      commands: [
        `python -m venv --without-pip ${venv}`,
        ...steps(intoVenv, [requirements], []),
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
        ...steps("pip install", forDevelopment, toolchain.developmentExtras),
      ],
    },
    editable: {
      mounts: installMounts(image, owned, [], USERS),
      commands: ["pip install --no-deps --editable ."],
    },
  };
}
