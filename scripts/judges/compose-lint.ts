import { join } from "node:path";
import { run } from "../run.ts";
import { isCompose, type Judge } from "./judge.ts";

interface Answer {
  findings: {
    file: string;
    line: number;
    rule_id: string;
    service: string | null;
    message: string;
  }[];
  errors: { file: string; message: string }[];
}

/** https://pypi.org/project/compose-lint */
export const composeLint: Judge = {
  name: "compose-lint",
  packages: ["compose-lint==0.36.2"],
  source: "PyPI",
  reads: isCompose,
  judge(bin, folder, files) {
    const { stdout } = run(
      [join(bin, "compose-lint"), "check", "--format", "json", ...files],
      folder,
    );
    const { findings, errors } = JSON.parse(stdout) as Answer;
    return [
      ...findings.map(({ rule_id: rule, file, service, line, message }) => ({
        rule,
        file,
        service,
        line,
        message,
      })),
      ...errors.map(({ file, message }) => ({
        rule: "error",
        file,
        service: null,
        line: 1,
        message,
      })),
    ];
  },
};
