import type { Repository, Tools } from "../../src/integrations/integration.ts";

/** A repository of which nothing is said but where it is. */
export const REPOSITORY: Repository = {
  top: "/shop",
  folder: "",
  remote: "",
  hooks: { folder: "/shop/.git/hooks", reach: "clone", text: null },
  manager: null,
};

/** A Python project, unless something else is said. */
export const toolsOf = (more: Partial<Tools> = {}): Tools => ({
  root: "/shop",
  specFile: "dockwright.yaml",
  packageJson: null,
  isDependency: false,
  packageManager: "npm",
  makefile: null,
  justfile: null,
  repository: REPOSITORY,
  workflows: [],
  gitlab: null,
  ...more,
});
