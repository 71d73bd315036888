/**
 * What a copy of a map is when further entries have been set in it, in the same order. A large map is not copied for a
 * few entries: they are looked up first, so that a thousand updates of one set take no million steps.
 */
export function overlay<K, V extends NonNullable<unknown>>(
  base: ReadonlyMap<K, V>,
  entries: ReadonlyMap<K, V>,
): ReadonlyMap<K, V> {
  const [lower, over] =
    base instanceof Overlay ? [base.lower, joined(base.over, entries)] : [base, entries];
  return over.size * over.size > lower.size ? joined(base, entries) : new Overlay(lower, over);
}

function joined<K, V>(base: ReadonlyMap<K, V>, entries: ReadonlyMap<K, V>): ReadonlyMap<K, V> {
  const all = new Map(base);
  for (const [key, value] of entries) all.set(key, value);
  return all;
}

class Overlay<K, V extends NonNullable<unknown>> implements ReadonlyMap<K, V> {
  readonly lower: ReadonlyMap<K, V>;
  readonly over: ReadonlyMap<K, V>;
  readonly size: number;

  constructor(lower: ReadonlyMap<K, V>, over: ReadonlyMap<K, V>) {
    this.lower = lower;
    this.over = over;
    let size = lower.size;
    for (const key of over.keys()) if (!lower.has(key)) size += 1;
    this.size = size;
  }

  has(key: K): boolean {
    return this.over.has(key) || this.lower.has(key);
  }

  get(key: K): V | undefined {
    return this.over.get(key) ?? this.lower.get(key);
  }

  *entries(): MapIterator<[K, V]> {
    const { lower, over } = this;
    for (const entry of lower) {
      const [key] = entry;
      const value = over.get(key);
      yield value === undefined ? entry : [key, value];
    }
    for (const entry of over) if (!lower.has(entry[0])) yield entry;
  }

  *keys(): MapIterator<K> {
    yield* this.lower.keys();
    for (const key of this.over.keys()) if (!this.lower.has(key)) yield key;
  }

  *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }

  forEach(callback: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this.entries()) callback(value, key, this);
  }
}
