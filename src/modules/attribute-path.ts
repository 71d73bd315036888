/** A path of attribute names at the start of a text. */
export type AttributePathText =
  | {
      readonly kind: 'path';
      /** Byte strings. */
      readonly names: readonly string[];
      /** The offset behind it. */
      readonly end: number;
    }
  | { readonly kind: 'error'; readonly message: string; readonly at: number };

const name = /[ \t]*(?:([A-Za-z_][A-Za-z0-9_'-]*)|"((?:[^"\\$]|\\[\s\S]|\$(?!\{))*)")[ \t]*/y;

/** Reads `a.b."c d"` as Nix does, but for names that are computed. */
export function readAttributePath(text: string): AttributePathText {
  const names: string[] = [];
  let end = 0;
  do {
    name.lastIndex = end;
    const found = name.exec(text);
    if (found === null) return { kind: 'error', message: 'a name is expected here', at: end };
    const [whole, plain, quoted = ''] = found;
    names.push(plain ?? unescaped(quoted));
    end += whole.length + 1;
  } while (text[end - 1] === '.');
  return { kind: 'path', names, end: end - 1 };
}

function unescaped(quoted: string): string {
  return quoted.replace(
    /\\([\s\S])/g,
    (_, character: string) => escapes.get(character) ?? character,
  );
}

const escapes = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);
