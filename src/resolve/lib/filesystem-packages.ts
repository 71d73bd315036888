import { call } from '../apply.ts';
import { completeSet, known } from '../demand.ts';
import { coerceToString, toStringBuiltin } from '../text.ts';
import { delay } from '../thunk.ts';
import type { AttributeSet, Slot, Value } from '../value.ts';
import { emptySet, primop, setOf, sortedNames } from '../value.ts';
import { makeScope } from './customisation-scopes.ts';
import type { Library } from './library.ts';
import {
  applied,
  apply,
  below,
  choose,
  formals,
  hasAttribute,
  overlaid,
  required,
  select,
  thrown,
} from './operators.ts';

/** `lib.filesystem.packagesFromDirectoryRecursive`: each file of a folder, called as a package. */
export function packagesFromDirectory(library: Library, settings: Slot): Value {
  const args = formals(settings, ['callPackage', 'newScope', 'directory']);
  const callPackage = required(args, 'callPackage');
  const directory = required(args, 'directory');
  const alone = delay(() => below(directory, 'package.nix'));
  return choose(
    () => call(library.builtin('pathExists'), alone),
    () => apply(callPackage, alone, emptySet),
    () =>
      choose(
        () => hasAttribute(args, 'newScope'),
        () => {
          const packages = primop('packages', 1, (self) =>
            packagesIn(
              library,
              setOf([
                ['directory', directory],
                ['callPackage', delay(() => select(self, 'callPackage'))],
                ['newScope', delay(() => select(self, 'newScope'))],
              ]),
            ),
          );
          const scope = makeScope(library, required(args, 'newScope'), packages);
          return apply(library.member('attrsets', 'recurseIntoAttrs'), scope);
        },
        () => packagesIn(library, args),
      ),
  );
}

function packagesIn(library: Library, args: AttributeSet): Value {
  const directory = required(args, 'directory');
  const entries = completeSet(call(library.builtin('readDir'), directory));
  const packages = sortedNames(entries).flatMap((name): [string, Slot][] => {
    const path = delay(() => below(directory, name));
    const type = known(select(entries, name));
    if (type === 'directory') {
      const inner = delay(() => overlaid(args, setOf([['directory', path]])));
      return [[name, delay(() => packagesFromDirectory(library, inner))]];
    }
    if (type !== 'regular') {
      const where = coerceToString(path, toStringBuiltin);
      throw thrown(
        `lib.filesystem.packagesFromDirectoryRecursive: Unsupported file type ${String(type)} at path ${where}`,
      );
    }
    if (!name.endsWith('.nix')) return [];
    const called = applied(required(args, 'callPackage'), path, emptySet);
    return [[name.slice(0, -'.nix'.length), called]];
  });
  return setOf(packages);
}
