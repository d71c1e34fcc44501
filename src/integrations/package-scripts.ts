/** A script's name and its command. */
type Script = readonly [name: string, command: string];

/** A text to put in at an offset; the rest of the file stays as it is, to the byte. */
interface Insertion {
  readonly at: number;
  readonly text: string;
}

const STRING = String.raw`"(?:[^"\\]|\\.)*"`;
const OBJECT = new RegExp(
  String.raw`"scripts"\s*:\s*\{((?:\s*${STRING}\s*:\s*${STRING}\s*,?)*)\s*\}`,
  "g",
);

/** How a file is laid out: what stands between two entries of `scripts`, and of the whole. */
interface Layout {
  readonly inner: string;
  readonly outer: string;
}

function layoutOf(text: string): Layout {
  if (!/\n[ \t]+"/.test(text)) return { inner: " ", outer: " " };
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? "  ";
  return { inner: `\n${indent}${indent}`, outer: `\n${indent}` };
}

const entriesOf = (scripts: readonly Script[], gap: string): string =>
  scripts
    .map(([name, command]) => `"${name}": ${JSON.stringify(command)}`)
    .join(`,${gap}`);

/** Behind the last of the scripts that are there. */
function intoObject(
  { 0: all, 1: body = "", index }: RegExpExecArray,
  scripts: readonly Script[],
  { inner, outer }: Layout,
): Insertion {
  const open = index + all.lastIndexOf("{", all.length - body.length - 1) + 1;
  if (body.trim() === "") {
    const isSpread = /\s\}$/.test(all);
    const text = `${inner}${entriesOf(scripts, inner)}${isSpread ? "" : outer}`;
    return { at: open, text };
  }
  const gap = /^\s*/.exec(body)?.[0] || " ";
  const at = open + body.trimEnd().length;
  return { at, text: `,${gap}${entriesOf(scripts, gap)}` };
}

/** As the last part of the file. */
function asNewObject(
  text: string,
  scripts: readonly Script[],
  { inner, outer }: Layout,
): Insertion {
  const at = text.slice(0, text.lastIndexOf("}")).trimEnd().length;
  const comma = text[at - 1] === "{" ? "" : ",";
  const object = `"scripts": {${inner}${entriesOf(scripts, inner)}${outer}}`;
  return { at, text: `${comma}${outer}${object}` };
}

function expectedOf(text: string, scripts: readonly Script[]): string {
  const manifest = JSON.parse(text) as { scripts?: object };
  const all = { ...manifest.scripts, ...Object.fromEntries(scripts) };
  return JSON.stringify({ ...manifest, scripts: all });
}

/**
 * Puts scripts into the text of a package.json. All else stays as it is.
 *
 * @returns Null where the text is written in a way in which it cannot be done.
 */
export function addScripts(
  text: string,
  scripts: readonly Script[],
): string | null {
  const plain = text.replaceAll("\r\n", "\n");
  const layout = layoutOf(plain);
  const objects = [...plain.matchAll(OBJECT)];
  const places = [
    ...objects.map((match) => intoObject(match, scripts, layout)),
    asNewObject(plain, scripts, layout),
  ];
  for (const { at, text: added } of places) {
    const edited = plain.slice(0, at) + added + plain.slice(at);
    try {
      if (JSON.stringify(JSON.parse(edited)) !== expectedOf(plain, scripts))
        continue;
    } catch {
      continue;
    }
    return text.includes("\r\n") ? edited.replaceAll("\n", "\r\n") : edited;
  }
  return null;
}
