import { createHash } from 'node:crypto';
import type { HelpersFile } from '../modules/helpers-file.ts';
import { startReading } from '../modules/nixpkgs.ts';
import { callAll } from '../resolve/apply.ts';
import { delay, force } from '../resolve/thunk.ts';
import { setOf } from '../resolve/value.ts';
import { type Allocator, ownAllocator } from './allocator.ts';
import { foreignAllocator } from './foreign-allocator.ts';

/** An allocator, and what the generated file says of it. */
export interface ChosenAllocator {
  readonly allocator: Allocator;
  /** Null for ours. */
  readonly foreign: ForeignOrigin | null;
}

/** Which file an allocator is. */
export interface ForeignOrigin {
  readonly name: HelpersFile['name'];
  /** The SHA-256 of the file, in hexadecimal. */
  readonly hash: string;
}

export const ownChoice: ChosenAllocator = {
  allocator: ownAllocator,
  foreign: null,
};

/** The allocator that vmsilo's `helpers.nix` is, applied to `{ lib }` when it is first used. */
export function readHelpers({ path, name, source, files }: HelpersFile): ChosenAllocator {
  const { evaluation, nixpkgs } = startReading(files);
  const helpers = delay(() =>
    callAll(force(evaluation.importFile(path)), [setOf([['lib', nixpkgs.lib]])]),
  );
  const hash = createHash('sha256').update(source.text, 'latin1').digest('hex');
  return {
    allocator: foreignAllocator(helpers, { source, start: 0, end: 0 }),
    foreign: { name, hash },
  };
}
