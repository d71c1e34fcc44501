import type { Finding } from "../verify/guarantee.ts";
import type { Verdict } from "../verify/ledger.ts";
import type { VerifyResult } from "../verify/verify.ts";

/** What XML cannot hold at all: https://www.w3.org/TR/xml/#charsets */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  // A parser makes a space of these in an attribute, and of a lone return a line end.
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

const attribute = (text: string) =>
  text
    .replace(FORBIDDEN, "\ufffd")
    .replace(/[&<>"\t\n\r]/g, (it) => ENTITIES[it]!);
const content = (text: string) =>
  text.replace(FORBIDDEN, "\ufffd").replace(/[&<>\r]/g, (it) => ENTITIES[it]!);

function failure({ message, cause, evidence, advice }: Finding): string {
  const lines = [
    ...(cause ? [`${cause.file}:${cause.line}: ${cause.text}`] : []),
    `$ ${evidence.command}`,
    evidence.output,
    advice,
  ];
  return `<failure message="${attribute(message)}">${content(lines.join("\n"))}</failure>`;
}

function suite(verdict: Verdict): string {
  const { id, title, checked, findings, unproven, seconds } = verdict;
  const subjects = new Set([
    ...checked,
    ...findings.map(({ subject }) => subject),
  ]);
  const testcase = (name: string, inner: string) =>
    `    <testcase classname="${id}" name="${attribute(name)}">${inner}</testcase>`;
  const cases = [
    ...[...subjects].map((subject) =>
      testcase(
        subject,
        findings
          .filter((each) => each.subject === subject)
          .map(failure)
          .join(""),
      ),
    ),
    ...unproven.map(({ subject, reason }) =>
      testcase(
        `${subject}, not looked at`,
        `<error message="could not be looked at">${content(reason)}</error>`,
      ),
    ),
    ...(verdict.state === "nothing"
      ? [testcase(title, '<skipped message="nothing to prove"/>')]
      : []),
  ];
  const failed = [...subjects].filter((subject) =>
    findings.some((each) => each.subject === subject),
  ).length;
  const skipped = verdict.state === "nothing" ? 1 : 0;
  const counts = `tests="${cases.length}" failures="${failed}" errors="${unproven.length}" skipped="${skipped}"`;
  return [
    `  <testsuite name="${id} ${attribute(title)}" ${counts} time="${seconds.toFixed(3)}">`,
    ...cases,
    "  </testsuite>",
  ].join("\n");
}

/** The verdicts as JUnit's XML, a suite a guarantee: https://github.com/testmoapp/junitxml */
export function junitOf({ project, verdicts, seconds }: VerifyResult): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="dockwright verify ${attribute(project)}" time="${seconds.toFixed(3)}">`,
    ...verdicts.map(suite),
    "</testsuites>",
    "",
  ].join("\n");
}
