import { createHash } from 'node:crypto';
import { attribute } from '../apply.ts';
import { set as setFrom, string } from '../demand.ts';
import type { Evaluation } from '../evaluation.ts';
import { primop } from '../value.ts';
import { readBytes } from './file-access.ts';
import { realisePath } from './files.ts';
import type { Algorithm } from './hash-text.ts';
import { algorithmOf, nix32, parseHash, printHash } from './hash-text.ts';
import type { Builtins } from './index.ts';

export function hashBuiltins({ files }: Evaluation): Builtins {
  return {
    hashString: primop('hashString', 2, (slot, text) => {
      const algorithm = algorithmOf(string(slot));
      return digest(algorithm, string(text)).toString('hex');
    }),
    hashFile: primop('hashFile', 2, (slot, path) => {
      const algorithm = algorithmOf(string(slot));
      return digest(algorithm, readBytes(realisePath(path), files)).toString('hex');
    }),
    convertHash: primop('convertHash', 1, (slot) => {
      const options = setFrom(slot);
      const text = string(attribute(options, 'hash'));
      const isGiven = options.attributes.has('hashAlgo') || options.rest !== null;
      const given = isGiven ? algorithmOf(string(attribute(options, 'hashAlgo'))) : null;
      return printHash(parseHash(text, given), string(attribute(options, 'toHashFormat')));
    }),
    placeholder: primop('placeholder', 1, (output) => {
      return `/${nix32(digest('sha256', `nix-output:${string(output)}`))}`;
    }),
  };
}

function digest(algorithm: Algorithm, bytes: string): Buffer {
  return createHash(algorithm).update(bytes, 'latin1').digest();
}
