import { call } from '../apply.ts';
import { known } from '../demand.ts';
import { equal } from '../equal.ts';
import { delay, force } from '../thunk.ts';
import { update } from '../update.ts';
import type { AttributeSet, Slot, Value } from '../value.ts';
import { emptySet, primop, setOf } from '../value.ts';
import { attrByPath, isDerivation, showAttrPath } from './attrsets.ts';
import type { Library, Members } from './library.ts';
import { last, toList } from './lists.ts';
import {
  apply,
  choose,
  formals,
  hasAttribute,
  isList,
  isSet,
  itemsOf,
  mapAttributes,
  mapItems,
  select,
  selected,
  textOf,
  thrown,
} from './operators.ts';
import { mergeFunctions } from './options-merge.ts';
import { showFiles, showOption } from './show-option.ts';
import { isType } from './type-tag.ts';

/** nixpkgs' `lib/options.nix`. */
export function options(library: Library): Members {
  return {
    isOption: primop('isOption', 1, (value) => isType('option', value)),
    mkOption: primop('mkOption', 1, mkOption),
    mkEnableOption: primop('mkEnableOption', 1, (name) =>
      mkOption(
        setOf([
          ['default', false],
          ['example', true],
          ['description', delay(() => `Whether to enable ${textOf(name)}.`)],
          ['type', delay(() => library.member('types', 'bool'))],
        ]),
      ),
    ),
    mkPackageOption: primop('mkPackageOption', 3, (pkgs, name, settings) =>
      mkPackageOption(library, pkgs, name, formals(settings, packageSettings)),
    ),
    mkSinkUndeclaredOptions: primop('mkSinkUndeclaredOptions', 1, (attributes) =>
      mkOption(update(sink(library), known(attributes))),
    ),
    getValues: primop('getValues', 1, (definitions) =>
      mapItems(itemsOf(definitions), (definition) => select(definition, 'value')),
    ),
    getFiles: primop('getFiles', 1, (definitions) =>
      mapItems(itemsOf(definitions), (definition) => select(definition, 'file')),
    ),
    scrubOptionValue: primop('scrubOptionValue', 1, scrub),
    renderOptionValue: primop('renderOptionValue', 1, (value) =>
      hasAttribute(value, '_type') && hasAttribute(value, 'text')
        ? force(value)
        : literal(
            'literalExpression',
            delay(() => {
              const toPretty = library.member('generators', 'toPretty');
              const pretty = setOf([
                ['multiline', true],
                ['allowPrettyValues', true],
              ]);
              return apply(toPretty, pretty, value);
            }),
          ),
    ),
    literalExpression: primop('literalExpression', 1, (text) => literal('literalExpression', text)),
    literalCode: primop('literalCode', 2, (language, text) =>
      literal(
        'literalMD',
        delay(() => `\`\`\`${textOf(language)}\n${textOf(text)}\n\`\`\`\n`),
      ),
    ),
    literalMD: primop('literalMD', 1, (text) => literal('literalMD', text)),
    showOption: primop('showOption', 1, (parts) => showOption(library, itemsOf(parts))),
    showFiles: primop('showFiles', 1, (files) => showFiles(itemsOf(files))),
    showOptionWithDefLocs: primop('showOptionWithDefLocs', 1, (option) => {
      const name = showOption(library, itemsOf(select(option, 'loc')));
      const files = itemsOf(select(option, 'files')).map((file) => `  - ${textOf(file)}`);
      return `${name}, with values defined in:\n${files.join('\n')}\n`;
    }),
    unknownModule: '<unknown-file>',
    ...mergeFunctions(library),
  };
}

/** An option's declaration: its settings, with the mark of an option. */
export function mkOption(settings: Slot): Value {
  return update(formals(settings, optionSettings), setOf([['_type', 'option']]));
}

const optionSettings = [
  'default',
  'defaultText',
  'example',
  'description',
  'relatedPackages',
  'type',
  'apply',
  'internal',
  'visible',
  'readOnly',
];

const packageSettings = ['nullable', 'default', 'example', 'extraDescription', 'pkgsText'];

function literal(type: string, text: Slot): AttributeSet {
  if (typeof known(text) !== 'string') throw thrown(`${type} expects a string.`);
  return setOf([
    ['_type', type],
    ['text', text],
  ]);
}

function mkPackageOption(library: Library, pkgs: Slot, name: Slot, settings: AttributeSet): Value {
  const setting = (key: string, fallback: Slot) => selected(settings, key, fallback);
  const pkgsText = setting('pkgsText', 'pkgs');
  const path = setting('default', name);
  const shown = (slot: Slot) => showAttrPath(library, toList(slot).items);
  const expression = (text: () => string) => literal('literalExpression', delay(text));
  const nullable = setting('nullable', false);

  const defaults = choose(
    () => !equal(known(path), null),
    () =>
      setOf([
        [
          'default',
          delay(() =>
            attrByPath(toList(path).items, pkgs, () => {
              throw thrown(`${shown(path)} cannot be found in ${textOf(pkgsText)}`);
            }),
          ),
        ],
        ['defaultText', delay(() => expression(() => `${textOf(pkgsText)}.${shown(path)}`))],
      ]),
    () =>
      choose(
        () => force(nullable),
        () => setOf([['default', null]]),
        () => emptySet,
      ),
  );
  const description = delay(() => {
    const value = known(name);
    const extra = textOf(setting('extraDescription', ''));
    const which = textOf(isList(value) ? last(value) : value);
    return `The ${which} package to use.${extra === '' ? '' : ' '}${extra}`;
  });
  const type = delay(() => {
    const type = library.member('types', 'package');
    return choose(
      () => force(nullable),
      () => call(library.member('types', 'nullOr'), type),
      () => type,
    );
  });
  const example = setting('example', null);
  const examples = choose(
    () => !equal(known(example), null),
    () => {
      const text = () => {
        const value = known(example);
        return isList(value) ? `${textOf(pkgsText)}.${shown(value)}` : textOf(value);
      };
      return setOf([['example', delay(() => expression(text))]]);
    },
    () => emptySet,
  );
  const described = setOf([
    ['description', description],
    ['type', type],
  ]);
  return mkOption(update(update(defaults, described), examples));
}

function sink(library: Library): AttributeSet {
  const type = delay(() =>
    call(
      library.member('types', 'mkOptionType'),
      setOf([
        ['name', 'sink'],
        ['check', primop('check', 1, () => true)],
        ['merge', primop('merge', 2, () => false)],
      ]),
    ),
  );
  return setOf([
    ['internal', true],
    ['visible', false],
    ['default', false],
    ['description', 'Sink for option definitions.'],
    ['type', type],
    [
      'apply',
      primop('apply', 1, () => {
        throw thrown('Option value is not readable because the option is not declared.');
      }),
    ],
  ]);
}

function scrub(slot: Slot): Value {
  const value = known(slot);
  if (isList(value)) return mapItems(value.items, scrub);
  if (!isSet(value)) return value;
  return choose(
    () => isDerivation(value),
    () => {
      const name = delay(() => select(value, 'name'));
      return setOf([
        ['type', 'derivation'],
        ['drvPath', name],
        ['outPath', name],
        ['name', name],
      ]);
    },
    () => {
      const attributes = new Map(value.attributes);
      attributes.delete('_args');
      const rest = { ...value, attributes };
      return mapAttributes(rest, (_name, { slot: each }) => delay(() => scrub(each)));
    },
  );
}
