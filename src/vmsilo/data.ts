/**
 * A Nix value without functions, derivations, paths or floats: what `builtins.toJSON` prints and what our files
 * hold. Integers are JavaScript's safe integers; strings and attribute names are byte strings.
 */
export type Data = null | boolean | number | string | readonly Data[] | Attributes;

/** An attribute set, in the order it is to be printed. */
export type Attributes = ReadonlyMap<string, Data>;

/** An attribute set of names that are known here; none may look like an integer, which JavaScript would move first. */
export function attributes(entries: Readonly<Record<string, Data>>): Attributes {
  return new Map(Object.entries(entries));
}

export function isAttributes(data: Data | undefined): data is Attributes {
  return typeof data === 'object' && data !== null && !isList(data);
}

export function isList(data: readonly Data[] | Attributes): data is readonly Data[] {
  return Array.isArray(data);
}
