/** What a reader of YAML 1.2 or 1.1 takes for a null, a boolean, a number, a date or a merge key. */
const NOT_TEXT = [
  /^(?:~|null|Null|NULL|<<|=)$/,
  /^(?:y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF|true|True|TRUE|false|False|FALSE)$/,
  /^[-+]?(?:0b[01_]+|0o[0-7]+|0x[0-9a-fA-F_]+)$/,
  /^[-+]?(?:\d[\d_]*)?(?:\.[\d_]*)?(?:[eE][-+]?\d+)?$/,
  /^[-+]?(?:\.(?:inf|Inf|INF)|\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?)$/,
  /^\.(?:nan|NaN|NAN)$/,
  /^\d{4}-\d\d?-\d\d?(?:$|[Tt\s])/,
];

/** https://yaml.org/spec/1.2.2/#73-flow-scalar-styles: what starts something else, and what ends a plain text. */
const STARTS_OTHER = /^(?:[,[\]{}#&*!|>'"%@`]|(?:[-?:]|---|\.\.\.)(?:\s|$))/;
const ENDS_EARLY = /:(?:\s|$)|\s#|^\s|\s$/;
const UNSEEN = /[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/u;
/** In brackets; go-yaml, which Compose reads with, also stops at : in front and at ? anywhere. */
const ENDS_FLOW = /^:|[,[\]{}?]/;

const isPlain = (text: string, isFlow: boolean): boolean =>
  !STARTS_OTHER.test(text) &&
  !ENDS_EARLY.test(text) &&
  !UNSEEN.test(text) &&
  !(isFlow && ENDS_FLOW.test(text)) &&
  !NOT_TEXT.some((pattern) => pattern.test(text));

/** JSON's escapes are YAML's; what JSON leaves as it is but a terminal cannot show is escaped too. */
const inQuotes = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) =>
      `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** A text as it stands where it can, else in the quotes that need fewer escapes. */
export function yamlText(text: string, isFlow = false): string {
  if (text !== "" && isPlain(text, isFlow)) return text;
  const takesSingle = text.includes('"') && !text.includes("'");
  return takesSingle && !UNSEEN.test(text) ? `'${text}'` : inQuotes(text);
}
