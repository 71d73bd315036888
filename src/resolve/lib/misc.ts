import { known, string } from '../demand.ts';
import { delay, force } from '../thunk.ts';
import { update } from '../update.ts';
import { primop, setOf } from '../value.ts';
import type { Library, Members } from './library.ts';
import { selectOr, singleAttribute } from './operators.ts';

/** What is in use of nixpkgs' `lib/deprecated/misc.nix`. */
export function misc({ member }: Library): Members {
  const maybeAttr = primop('maybeAttr', 3, (name, fallback, set) =>
    selectOr(set, string(name), () => force(fallback)),
  );
  return {
    maybeAttr,
    maybeAttrNullable: maybeAttr,
    nvs: primop('nvs', 2, (name, value) => setOf([[string(name), value]])),
    setAttr: primop('setAttr', 3, (set, name, value) =>
      update(known(set), singleAttribute(name, value)),
    ),
    imap: delay(() => member('lists', 'imap1')),
    fakeHash: `sha256-${'A'.repeat(43)}=`,
    fakeSha256: '0'.repeat(64),
    fakeSha512: '0'.repeat(128),
  };
}
