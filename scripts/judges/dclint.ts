import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../run.ts";
import { isCompose, type Judge } from "./judge.ts";

interface Answer {
  filePath: string;
  messages: {
    rule: string;
    line: number;
    message: string;
    data?: { serviceName?: string };
  }[];
}

/** Ports in quotes, as it asks, and in prettier's, which are double. */
const OPTIONS = {
  rules: { "require-quotes-in-ports": [1, { quoteType: "double" }] },
};

/** https://github.com/zavoloklom/docker-compose-linter */
export const dclint: Judge = {
  name: "dclint",
  packages: ["dclint@3.1.0"],
  source: "npm",
  reads: isCompose,
  judge(bin, folder, files) {
    // Into a file: what it writes to a pipe is cut at 64 KiB.
    const own = mkdtempSync(join(tmpdir(), "dclint-"));
    const output = join(own, "answer.json");
    const options = join(own, ".dclintrc.json");
    writeFileSync(options, JSON.stringify(OPTIONS));
    try {
      run(
        [
          join(bin, "dclint"),
          "--config",
          options,
          "--formatter",
          "json",
          "--output-file",
          output,
          ...files,
        ],
        folder,
      );
      const answers = JSON.parse(readFileSync(output, "utf8")) as Answer[];
      return answers.flatMap(({ filePath: file, messages }) =>
        messages.map(({ rule, line, message, data }) => ({
          rule,
          file,
          service: data?.serviceName ?? null,
          line,
          message,
        })),
      );
    } finally {
      rmSync(own, { recursive: true });
    }
  },
};
