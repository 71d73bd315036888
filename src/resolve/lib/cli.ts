import { boolean, completeSet, known, string } from '../demand.ts';
import { NixError } from '../nix-error.ts';
import { delay } from '../thunk.ts';
import type { AttributeSet, Slot, Value } from '../value.ts';
import { list, primop, setOf, sortedNames } from '../value.ts';
import { valueString } from './generators-ini.ts';
import type { Library, Members } from './library.ts';
import { apply, formals, isList, itemsOf, required, selectOr, textOf } from './operators.ts';
import { escapeShellArgs } from './strings-escape.ts';

/** nixpkgs' `lib/cli.nix`. */
export function cli(library: Library): Members {
  return {
    toCommandLine: primop('toCommandLine', 2, (format, options) =>
      list(commandLine(library, format, options)),
    ),
    toCommandLineShell: primop('toCommandLineShell', 2, (format, options) =>
      escapeShellArgs(commandLine(library, format, options)),
    ),
    toCommandLineGNU: primop('toCommandLineGNU', 2, (settings, options) =>
      list(commandLine(library, gnuFormat(library, settings), options)),
    ),
    toCommandLineShellGNU: primop('toCommandLineShellGNU', 2, (settings, options) =>
      escapeShellArgs(commandLine(library, gnuFormat(library, settings), options)),
    ),
    toGNUCommandLine: primop('toGNUCommandLine', 2, (settings, options) =>
      list(gnuCommandLine(library, settings, options)),
    ),
    toGNUCommandLineShell: primop('toGNUCommandLineShell', 2, (settings, options) =>
      escapeShellArgs(gnuCommandLine(library, settings, options)),
    ),
  };
}

function commandLine(library: Library, format: Slot, slot: Slot): readonly Slot[] {
  const set = completeSet(slot);
  return sortedNames(set).flatMap((name) => {
    if (name === '') {
      // It is told by `lib.throw`, which is no function of lib: nothing catches it.
      throw new NixError(
        'missing-attribute',
        'lib.cli.toCommandLine only accepts non-empty option names',
      );
    }
    const value = known(set.attributes.get(name)?.slot ?? null);
    const values = isList(value) ? value.items : [value];
    return values.flatMap((each) => render(library, apply(format, name), each));
  });
}

function render(library: Library, format: Slot, slot: Slot): readonly Slot[] {
  const given = formals(format, ['option', 'sep', 'explicitBool', 'formatArg']);
  const option = required(given, 'option');
  const separator = required(given, 'sep');
  const explicit = required(given, 'explicitBool');
  const value = known(slot);
  if (value === null) return [];
  if (typeof value === 'boolean' && !boolean(explicit)) return value ? [option] : [];
  const print = () => selectOr(given, 'formatArg', () => defaultFormat(library));
  const argument = delay(() => apply(delay(print), value));
  const between = known(separator);
  if (between === null) return [option, argument];
  return [delay(() => `${textOf(option)}${textOf(between)}${textOf(argument)}`)];
}

function defaultFormat(library: Library): Value {
  return primop('mkValueStringDefault', 1, (value) => valueString(library, value));
}

function gnuFormat(library: Library, settings: Slot): Slot {
  const given = formals(settings, ['isLong', 'explicitBool', 'formatArg']);
  const isLong = (name: Slot) => {
    const decide = given.attributes.get('isLong');
    return decide === undefined ? string(name).length > 1 : boolean(apply(decide.slot, name));
  };
  return primop('optionFormat', 1, (name) =>
    setOf([
      ['option', delay(() => `${isLong(name) ? '--' : '-'}${textOf(name)}`)],
      ['sep', delay(() => (isLong(name) ? '=' : ''))],
      ['explicitBool', delay(() => selectOr(given, 'explicitBool', () => false))],
      ['formatArg', delay(() => selectOr(given, 'formatArg', () => defaultFormat(library)))],
    ]),
  );
}

const gnuSettings = ['mkOptionName', 'mkBool', 'mkList', 'mkOption', 'optionValueSeparator'];

function gnuCommandLine(library: Library, settings: Slot, slot: Slot): readonly Slot[] {
  const given = formals(settings, gnuSettings);
  const set = completeSet(slot);
  return sortedNames(set).flatMap((name) =>
    gnuOption(library, given, name, known(set.attributes.get(name)?.slot ?? null)),
  );
}

function gnuOption(
  library: Library,
  given: AttributeSet,
  name: string,
  value: Value,
): readonly Slot[] {
  const custom = (setting: string, argument: Slot): readonly Slot[] | null => {
    const f = given.attributes.get(setting);
    return f === undefined ? null : itemsOf(apply(f.slot, name, argument));
  };
  const optionName = () => {
    const f = given.attributes.get('mkOptionName');
    if (f !== undefined) return textOf(apply(f.slot, name));
    return name.length === 1 ? `-${name}` : `--${name}`;
  };
  const option = (each: Slot): readonly Slot[] => {
    const own = custom('mkOption', each);
    if (own !== null) return own;
    if (known(each) === null) return [];
    const separator = known(selectOr(given, 'optionValueSeparator', () => null));
    if (separator === null) return [delay(optionName), delay(() => valueString(library, each))];
    return [delay(() => `${optionName()}${textOf(separator)}${valueString(library, each)}`)];
  };
  if (typeof value === 'boolean') {
    return custom('mkBool', value) ?? (value ? [delay(optionName)] : []);
  }
  if (isList(value)) return custom('mkList', value) ?? value.items.flatMap(option);
  return option(value);
}
