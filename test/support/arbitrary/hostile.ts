import fc from "fast-check";

/** What means something to YAML, a Dockerfile, a shell, Handlebars, HCL, Markdown or a terminal. */
const PIECES = [
  ..."'\"$`#\\{}[]()<>|&*!%@?,:;=~^-. \t",
  ..."${A} $${A} ${A:-x} $(id) `id` {{x}} {{{x}}} {{/if}} %{x} */ /* // -- !!str !x &a *a << <<EOF EOF EOF1 --- ... yes No null ~ 0o7 0777 1e3 .5 12:30 2001-01-01 .inf = |- >+ <b> </b> [a](b) ::".split(
    " ",
  ),
  ...["- ", ": ", "? ", " #", "! ", "x: y", "\\n", "a\\"],
  ...["é", "日本", "\u{1f433}", "\u0085", "\u2028", "\u2029", "\ufeff"],
  ...["\u202e", "\u200f", "\u2066", "\u00a0", "\u001b[31m", "\u007f", "\uffff"],
  ...["constructor", "__proto__", "toString"],
];
const BREAKS = [
  "\n",
  "\r\n",
  "\r",
  "\nEOF\n",
  "\n# ",
  "\n  - ",
  "\nUSER root\n",
];

const wellFormed = fc
  .string({ unit: "binary", maxLength: 6 })
  .filter((text) => !text.includes("\0"));

const made = (pieces: readonly string[]) =>
  fc
    .array(fc.oneof(fc.constantFrom(...pieces), wellFormed), { maxLength: 6 })
    .map((parts) => parts.join(""));

const hasBreak = (text: string) => /[\n\r\u2028\u2029]/.test(text);

/** Any text that a spec can hold, most of it wicked; seldom a very long one. */
export const hostileText = fc.oneof(
  { weight: 30, arbitrary: made([...PIECES, ...BREAKS]) },
  { weight: 1, arbitrary: fc.constant(`${"long ".repeat(2_000)}'"\\$`) },
);

export const hostileLine = hostileText
  .map((text) => text.replace(/[\n\r\u2028\u2029]/g, " "))
  .filter((text) => !hasBreak(text));

export const hostileWords = fc.array(hostileText, {
  minLength: 1,
  maxLength: 3,
});

const hostileScalar = fc.oneof(
  hostileText,
  fc.boolean(),
  fc.integer(),
  // JSON knows no -0, so that one cannot come back as it was planned.
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((number) => (Object.is(number, -0) ? 0 : number)),
);

/** Any plain data, with wicked texts for its keys too. */
export const hostileData = fc.letrec<{
  value: unknown;
  map: Record<string, unknown>;
}>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    hostileScalar,
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("map"),
  ),
  map: fc
    .dictionary(hostileText, tie("value"), {
      maxKeys: 3,
      noNullPrototype: true,
    })
    .map((map) => Object.fromEntries(Object.entries(map))),
})).map;
