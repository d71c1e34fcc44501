import { styleText } from "node:util";

type Style = "red" | "green" | "yellow" | "cyan" | "bold" | "dim";

/** Whether a stream takes colours: https://no-color.org and https://force-color.org */
export function takesColour(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0";
  return stream.isTTY === true && TERM !== "dumb";
}

/** What a reporter writes to: one stream, with its colours or without. */
export interface Terminal {
  line(text?: string): void;
  paint(style: Style, text: string): string;
}

function terminal(stream: NodeJS.WriteStream): Terminal {
  const coloured = takesColour(stream);
  // A reader that has enough (`| head`) closes the pipe; that is no error of ours.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return {
    line: (text = "") => void stream.write(`${text}\n`),
    paint: (style, text) =>
      // Left to itself, it looks at standard output, whichever stream this is.
      coloured ? styleText(style, text, { validateStream: false }) : text,
  };
}

export const output = terminal(process.stdout);
export const errors = terminal(process.stderr);

/** A person's text with what would move the cursor, change colours or turn the direction made visible. */
export const visible = (text: string): string =>
  text.replace(
    /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu,
    (character) =>
      character === "\t"
        ? character
        : `\\u${character.codePointAt(0)!.toString(16).padStart(4, "0")}`,
  );
