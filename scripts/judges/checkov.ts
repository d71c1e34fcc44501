import { join } from "node:path";
import { run } from "../run.ts";
import type { Judge } from "./judge.ts";

interface Report {
  results: {
    failed_checks: {
      check_id: string;
      check_name: string;
      file_path: string;
      file_line_range: [number, number];
    }[];
    parsing_errors: string[];
  };
}

/** https://www.checkov.io; every framework that it has, secrets included. */
export const checkov: Judge = {
  name: "checkov",
  packages: ["checkov==3.3.30"],
  source: "PyPI",
  reads: () => true,
  judge(bin, folder, files) {
    // Without --skip-download it asks its maker's server for guidelines.
    const words = [
      join(bin, "checkov"),
      "--soft-fail",
      "--skip-download",
      "--compact",
      "--output",
      "json",
      "--file",
      ...files,
    ];
    const answer = JSON.parse(run(words, folder).stdout) as
      Report | Report[] | { failed: number };
    // With no finding, and no framework that fits, it answers with bare counts.
    const reports = [answer].flat().filter((report) => "results" in report);
    return reports.flatMap(
      ({ results: { failed_checks: failed, parsing_errors: broken } }) => [
        ...failed.map(
          ({
            check_id: rule,
            check_name: message,
            file_path: path,
            file_line_range: [line],
          }) => ({
            rule,
            file: path.replace(/^\//, ""),
            service: null,
            line,
            message,
          }),
        ),
        ...broken.map((file) => ({
          rule: "parsing-error",
          file,
          service: null,
          line: 1,
          message: "cannot be read",
        })),
      ],
    );
  },
};
