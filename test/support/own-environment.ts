/**
 * The environment of a person at a shell: the package manager that runs the tests leaves settings of
 * its own behind, which its next call would take for the person's.
 *
 * @param added Variables beside those that are there.
 */
export function ownEnvironment(
  added: NodeJS.ProcessEnv = {},
): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^npm_/i.test(name) && name !== "NODE_OPTIONS",
  );
  return { ...Object.fromEntries(own), ...added };
}
