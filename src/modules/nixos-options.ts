import type { OptionType } from '../resolve/lib/option-type.ts';
import { unknown } from '../resolve/unknown.ts';
import type { AttributeSet, Slot } from '../resolve/value.ts';
import { emptySet, setOf } from '../resolve/value.ts';
import { declareOption, type Elsewhere } from './option.ts';
import { normalPriority } from './properties.ts';
import { bool, nullOrString, string } from './scalar-types.ts';

/**
 * Options of NixOS that hold one scalar and have no `apply`: their value is that of a definition that is
 * read, if it has at least normal priority. All others are unknown.
 */
const scalarOptions: Readonly<Record<string, OptionType>> = {
  'boot.isContainer': bool,
  'boot.loader.systemd-boot.enable': bool,
  'i18n.defaultLocale': string,
  'networking.domain': nullOrString,
  'networking.hostId': nullOrString,
  'networking.hostName': string,
  'networking.nftables.enable': bool,
  'networking.useDHCP': bool,
  'networking.useNetworkd': bool,
  'networking.networkmanager.enable': bool,
  'services.openssh.enable': bool,
  'services.xserver.enable': bool,
  'system.stateVersion': string,
  'time.timeZone': nullOrString,
};

/** Variants of the configuration; what they make is not read, only what defines them. */
const specialisation: OptionType = {
  kind: 'attrsOf',
  lazy: false,
  element: {
    kind: 'submodule',
    shorthandOnlyDefinesConfig: true,
    specialArgs: emptySet,
    undeclared: unknown('specialisation', 'NixOS declares it, and its sources are not read'),
    description: 'a specialisation',
    modules: [
      setOf([
        [
          'options',
          setOf([
            [
              'configuration',
              declared({ kind: 'deferredModule', modules: [], description: 'a module' }, emptySet),
            ],
          ]),
        ],
      ]),
    ],
  },
  description: 'a set of specialisations',
};

/** Modules that are not read may define some, and so its value is never known as a whole. */
const elsewhereToo: Elsewhere = {
  cause: unknown('config.specialisation', 'modules that are not read may define some'),
  weakestRead: -1,
  isSettable: true,
};

/** These options as a module. */
export const nixosModule: AttributeSet = setOf([
  [
    'options',
    nest([
      ...Object.entries(scalarOptions).map(
        ([name, type]) =>
          [
            name.split('.'),
            declareOption({
              type,
              default: null,
              apply: null,
              span: null,
              elsewhere: {
                cause: unknown(`config.${name}`, 'no file that was read sets it'),
                weakestRead: normalPriority,
                isSettable: true,
              },
            }),
          ] as const,
      ),
      [['specialisation'], declared(specialisation, emptySet, elsewhereToo)],
    ]),
  ],
]);

function declared(
  type: OptionType,
  fallback: Slot,
  elsewhere: Elsewhere | null = null,
): AttributeSet {
  return declareOption({ type, default: { slot: fallback }, apply: null, span: null, elsewhere });
}

function nest(entries: readonly (readonly [readonly string[], Slot])[]): AttributeSet {
  const names = new Set(entries.flatMap(([[first]]) => first ?? []));
  return setOf(
    [...names].map((name) => {
      const inner = entries
        .filter(([[first]]) => first === name)
        .map(([[, ...rest], slot]) => [rest, slot] as const);
      const [only] = inner;
      return [name, only !== undefined && only[0].length === 0 ? only[1] : nest(inner)] as const;
    }),
  );
}
