/**
 * A text that begins with a store path whose hash is not known: `/nix/store/`, 32 characters of Nix's base 32, and a
 * known tail.
 */
export interface StoredText {
  /** What is copied to the store: texts of one copy have one hash. */
  readonly copy: string;
  readonly tail: string;
}

const storeFolder = '/nix/store/';
const hashLength = 32;
const hashCharacter = /[0-9abcdfghijklmnpqrsvwxyz]/;

/** The text of a path in a folder that is copied to the store under the name `source`. */
export function inSource(folder: string, path: string): StoredText {
  return { copy: folder, tail: `-source${path.slice(folder === '/' ? 0 : folder.length)}` };
}

/** The text of a file's or a folder's own copy; null where its name can't be that of a store path. */
export function ownCopy(path: string): StoredText | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^[A-Za-z0-9+_?=-][A-Za-z0-9+._?=-]*$/.test(name)
    ? { copy: `own ${path}`, tail: `-${name}` }
    : null;
}

export function lengthOf({ tail }: StoredText): number {
  return storeFolder.length + hashLength + tail.length;
}

/** Whether the text begins with a part; null where that hangs on the hash. */
export function startsWith(text: StoredText, part: string): boolean | null {
  return matchAt(text, part, 0);
}

/** Whether the text ends with a part; null where that hangs on the hash. */
export function endsWith(text: StoredText, part: string): boolean | null {
  return matchAt(text, part, lengthOf(text) - part.length);
}

/** Whether a part is somewhere in the text; null where that hangs on the hash. */
export function includes(text: StoredText, part: string): boolean | null {
  let hangsOnHash = false;
  for (let at = 0; at <= lengthOf(text) - part.length; at++) {
    const matches = matchAt(text, part, at);
    if (matches === true) return true;
    hangsOnHash ||= matches === null;
  }
  return hangsOnHash ? null : false;
}

function matchAt({ tail }: StoredText, part: string, start: number): boolean | null {
  const tailStart = storeFolder.length + hashLength;
  if (start < 0 || start + part.length > tailStart + tail.length) return false;
  let hangsOnHash = false;
  for (let index = 0; index < part.length; index++) {
    const at = start + index;
    const character = part.charAt(index);
    if (at >= storeFolder.length && at < tailStart) {
      if (!hashCharacter.test(character)) return false;
      hangsOnHash = true;
    } else if (
      character !== (at < tailStart ? storeFolder.charAt(at) : tail.charAt(at - tailStart))
    ) {
      return false;
    }
  }
  return hangsOnHash ? null : true;
}
