import type { OptionType } from '../resolve/lib/option-type.ts';
import { unmodelled } from '../resolve/lib/type-value.ts';
import { unknown } from '../resolve/unknown.ts';
import type { AttributeSet, Slot } from '../resolve/value.ts';
import { emptySet, setOf } from '../resolve/value.ts';
import { declareOption } from './option.ts';
import { bool, nullOrString, string } from './scalar-types.ts';

/** The pool that links get their addresses from unless `netvmRange` is set. */
const defaultNetvmRange = '10.200.0.0/16';

/** What vmsilo's sources declare, nobody's configuration holds. */
const vmsiloItself = 'vmsilo declares it, and its sources are not read';

const interfaces: OptionType = {
  kind: 'attrsOf',
  lazy: false,
  element: unmodelled(() => vmsiloItself),
  description: 'a set of interfaces',
};

const vm: OptionType = {
  kind: 'submodule',
  shorthandOnlyDefinesConfig: true,
  specialArgs: emptySet,
  undeclared: unknown('the VM', vmsiloItself),
  description: 'a VM',
  modules: [
    setOf([
      [
        'options',
        setOf([
          ['color', declareElsewhere('the color of the VM', nullOrString)],
          [
            'network',
            setOf([
              ['netvm', declare(nullOrString, null)],
              ['netvmSubnet', declare(nullOrString, null)],
              ['isNetvm', declare(bool, false)],
              ['interfaces', declare(interfaces, emptySet)],
            ]),
          ],
        ]),
      ],
    ]),
  ],
};

const vms: OptionType = {
  kind: 'attrsOf',
  lazy: false,
  element: vm,
  description: 'a set of VMs',
};

/**
 * The options of vmsilo that the network is computed from or shown with, as a module. `enable` is unknown unless it is set:
 * the files read may be some of several.
 */
export const vmsiloModule: AttributeSet = setOf([
  [
    'options',
    setOf([
      [
        'programs',
        setOf([
          [
            'vmsilo',
            setOf([
              ['enable', declareElsewhere('programs.vmsilo.enable', bool)],
              ['netvmRange', declare(string, defaultNetvmRange)],
              ['nixosVms', declare(vms, emptySet)],
            ]),
          ],
        ]),
      ],
    ]),
  ],
]);

function declare(type: OptionType, value: Slot): AttributeSet {
  return declareOption({
    type,
    default: { slot: value },
    apply: null,
    span: null,
    elsewhere: null,
  });
}

/** An option that is unknown unless a file that was read sets it. */
function declareElsewhere(name: string, type: OptionType): AttributeSet {
  return declareOption({
    type,
    default: null,
    apply: null,
    span: null,
    elsewhere: {
      cause: unknown(name, 'no file that was read sets it'),
      weakestRead: Number.MAX_SAFE_INTEGER,
      isSettable: true,
    },
  });
}
