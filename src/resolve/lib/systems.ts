import type { Unknown } from '../unknown.ts';
import type { AttributeSet, Slot } from '../value.ts';
import { attributeSet, list } from '../value.ts';
import type { Members } from './library.ts';
import { notModelled } from './unmodelled.ts';

/**
 * Of nixpkgs' `lib/systems`, the lists of names of systems: with what every release since 21.11 has in them, in the
 * order that it has there, and further ones unknown.
 */
export function systems(): Members {
  const exposed = notModelled('systems.flakeExposed');
  return {
    doubles: platforms('systems.doubles'),
    flakeExposed: names(flakeExposed, exposed),
  };
}

/** `lib.platforms`, which is `lib.systems.doubles`. */
export function platforms(subject: 'platforms' | 'systems.doubles'): AttributeSet {
  const rest = notModelled(subject);
  const attributes = Object.entries(doubles).map(
    ([name, doublesOf]) => [name, { slot: names(doublesOf, rest), span: null }] as const,
  );
  return attributeSet(new Map(attributes), rest);
}

function names(text: string, rest: Unknown): Slot {
  return list(text.split(' '), rest);
}

const flakeExposed =
  'x86_64-linux aarch64-linux armv6l-linux armv7l-linux i686-linux aarch64-darwin powerpc64le-linux riscv64-linux';

const linux =
  'aarch64-linux armv6l-linux armv7l-linux i686-linux powerpc64le-linux riscv64-linux x86_64-linux';

const doubles = {
  all: `aarch64-darwin ${linux}`,
  unix: `aarch64-darwin ${linux}`,
  linux,
  darwin: 'aarch64-darwin',
  aarch64: 'aarch64-darwin aarch64-linux',
  x86: 'i686-linux x86_64-linux',
  i686: 'i686-linux',
  x86_64: 'x86_64-linux',
} as const;
