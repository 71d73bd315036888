type Before<T> = (left: T, right: T) => boolean;

/**
 * Sorts as the `std::stable_sort` that Nix calls. For an order the result is what any stable sort gives; for a
 * comparison that is none (`a: b: a <= b`) it hangs on which items are compared, and those are the same here: two
 * halves, the left one larger, are merge-sorted from sorted runs of seven, then merged.
 */
export function stableSort<T>(items: readonly T[], isBefore: Before<T>): readonly T[] {
  const middle = Math.ceil(items.length / 2);
  const left = mergeSort(items.slice(0, middle), isBefore);
  const right = mergeSort(items.slice(middle), isBefore);
  return left.length <= right.length
    ? merge(left, right, isBefore)
    : mergeFromEnd(left, right, isBefore);
}

const runLength = 7;

function mergeSort<T>(items: readonly T[], isBefore: Before<T>): readonly T[] {
  let runs: (readonly T[])[] = [];
  for (let at = 0; at < items.length; at += runLength) {
    runs.push(insertionSort(items.slice(at, at + runLength), isBefore));
  }
  while (runs.length > 1) {
    const merged: (readonly T[])[] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(merge(runs[at] ?? [], runs[at + 1] ?? [], isBefore));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

/** An item is compared with the first of those before it, and then with the others from the end. */
function insertionSort<T>(items: readonly T[], isBefore: Before<T>): readonly T[] {
  const sorted: T[] = [];
  for (const item of items) {
    const [first] = sorted;
    let at = sorted.length;
    if (first !== undefined && isBefore(item, first)) at = 0;
    else at = sorted.findLastIndex((other) => !isBefore(item, other)) + 1;
    sorted.splice(at, 0, item);
  }
  return sorted;
}

function merge<T>(left: readonly T[], right: readonly T[], isBefore: Before<T>): readonly T[] {
  const merged: T[] = [];
  let taken = 0;
  for (const item of left) {
    for (let other = right[taken]; other !== undefined; other = right[taken]) {
      if (!isBefore(other, item)) break;
      merged.push(other);
      taken += 1;
    }
    merged.push(item);
  }
  return merged.concat(right.slice(taken));
}

function mergeFromEnd<T>(
  left: readonly T[],
  right: readonly T[],
  isBefore: Before<T>,
): readonly T[] {
  const reversed = merge(right.toReversed(), left.toReversed(), (one, other) =>
    isBefore(other, one),
  );
  return reversed.toReversed();
}
