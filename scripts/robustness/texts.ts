import fc from 'fast-check';
import { isGenerated } from '../../src/modules/generated.ts';
import { printGeneratedFile } from '../../src/print/generated-file.ts';
import { printNix } from '../../src/print/nix.ts';
import type { Data } from '../../src/vmsilo/data.ts';
import { readData } from '../../src/vmsilo/read-data.ts';
import { anyData, canonical } from '../../test/print/any-data.ts';
import { evaluateOurs } from '../fuzz/ours.ts';
import { spellData, spellShown } from './spell.ts';
import { demand, type Target } from './trial.ts';

/** Values to text to values: data, printed alone and in a file, is read back equal, as syntax and as a value. */
export function textsTarget(folder: string): Target {
  return (random) => {
    const seed = random.below(2 ** 31);
    const [value = null] = fc.sample(anyData, { seed, numRuns: 1 });
    const path = String.fromCharCode(...Array.from({ length: 6 }, () => 1 + random.below(255)));
    return { text: printNix(value), check: () => check(value, path, folder), smaller: () => [] };
  };
}

function check(value: Data, path: string, folder: string): string {
  const printed = printNix(value);
  const file = printGeneratedFile(value, {
    path,
    inputs: '0'.repeat(64),
    allocator: { name: path, hash: '0'.repeat(64) },
  });
  demand(isGenerated(file), 'the file is not known as generated');
  for (const text of [printed, file]) {
    const read = readData(text);
    demand(read !== undefined && canonical(read) === canonical(value), 'it is read as other data');
  }
  const { outcome } = evaluateOurs(
    `u: ${file.startsWith('#') ? `\n${file}` : file}`,
    folder,
    false,
  );
  const expected = spellData(value);
  demand(outcome !== null && spellShown(outcome) === expected, 'it has another value');
  return 'equal';
}
