import { diagnosticsOf } from '../../src/modules/problems.ts';
import type { Diagnostic } from '../../src/report/diagnostic.ts';
import { isError } from '../../src/report/report.ts';
import { select } from '../../src/resolve/lib/operators.ts';
import { NixError } from '../../src/resolve/nix-error.ts';
import { defaultLimits, resetStack, stack } from '../../src/resolve/stack.ts';
import { force } from '../../src/resolve/thunk.ts';
import { UnknownSignal } from '../../src/resolve/unknown.ts';
import type { Slot } from '../../src/resolve/value.ts';
import { list, setOf } from '../../src/resolve/value.ts';
import { readVmsilo } from '../../src/vmsilo/read.ts';
import type { Known, Vm } from '../../src/vmsilo/vm.ts';
import { readModules } from '../../test/modules/read-modules.ts';
import { show } from '../fuzz/ours.ts';
import type { Shown } from '../fuzz/shown.ts';
import { shownDepth } from '../fuzz/shown.ts';
import type { Answer } from './nix.ts';

/** What a configuration is said to be: a part that is not in `parts` is as `rest` says, or else does not exist. */
export interface OurAnswers {
  readonly parts: ReadonlyMap<string, Answer>;
  readonly rest: Answer | null;
}

const specialArgs = setOf([
  [
    'special',
    setOf([
      ['flag', true],
      ['names', list(['a', 'b'])],
    ]),
  ],
]);

/** Evaluates a configuration with the library; the parser must be loaded. */
export function evaluateOurs(entry: string, surroundings: string, stackBudget: number): OurAnswers {
  resetStack({ ...defaultLimits, steps: 3_000_000 }, stackBudget);
  const configuration = readModules([surroundings, entry], specialArgs);
  const parts = new Map<string, Answer>();
  const result = settle(() => {
    const result = force(configuration.option(['result'])?.value ?? null);
    const value = force(select(result, 'my'));
    if (typeof value !== 'object' || value?.kind !== 'set') return show(shownDepth, value);
    for (const [name, { slot }] of value.attributes) {
      parts.set(
        name,
        settle(() => show(shownDepth, force(slot))),
      );
    }
    return value.rest === null ? null : show(shownDepth, value.rest);
  });
  const broken = errorIn(configuration.diagnostics);
  if (broken !== null) return { parts: new Map(), rest: broken };
  const found: Diagnostic[] = [];
  const { network } = readVmsilo(configuration, found);
  // A VM of which nothing is known may not exist.
  const isKnown = (vm: Vm): boolean => vm.netvm !== null || vm.isNetvm() !== null;
  const vms = network.vms.filter(isKnown).map((vm) => [vm.name, showVm(vm)] as const);
  const error = errorIn([...configuration.diagnostics, ...found]);
  const isOpen = error !== null && isUnresolved(error);
  const before = [configuration.diagnostics.length, found.length] as const;
  const range = network.netvmRange();
  const rangeProblems = [...configuration.diagnostics.slice(before[0]), ...found.slice(before[1])];
  const rangeError = range === null ? (errorIn(rangeProblems) ?? error) : null;
  parts.set('range', rangeError ?? showKnown(range));
  parts.set(
    'vms',
    error !== null && !isOpen ? error : { kind: 'set', attributes: new Map(vms), isOpen },
  );
  return { parts, rest: result };
}

function settle<T>(compute: () => T): T | Answer {
  const { depth, calls } = stack;
  try {
    return compute();
  } catch (signal) {
    stack.depth = depth;
    stack.calls = calls;
    if (signal instanceof UnknownSignal) {
      return { kind: 'unknown', subject: signal.unknown.subject };
    }
    if (!(signal instanceof NixError)) throw signal;
    const [first] = diagnosticsOf(signal, { source: { path: '', text: '' }, start: 0, end: 0 });
    return { kind: 'error', code: first?.code ?? '', message: signal.message };
  }
}

/** The first error; one that says that something is unknown counts only where there is no other. */
function errorIn(diagnostics: readonly Diagnostic[]): Answer | null {
  const errors = diagnostics.filter(isError);
  const found = errors.find(({ code }) => code !== 'unresolved') ?? errors[0];
  if (found === undefined) return null;
  const { code, message } = found;
  if (code === 'unresolved') return { kind: 'unknown', subject: message };
  return { kind: 'error', code, message };
}

function isUnresolved(answer: Answer): boolean {
  return typeof answer === 'object' && answer.kind === 'unknown';
}

function showVm(vm: Vm): Shown {
  const interfaces = vm.interfaces();
  const attributes = new Map<string, Shown>([
    ['netvm', showKnown(vm.netvm)],
    ['netvmSubnet', showKnown(vm.netvmSubnet())],
    ['isNetvm', showKnown(vm.isNetvm())],
    [
      'interfaces',
      interfaces === null
        ? showKnown(null)
        : { kind: 'list', items: interfaces.value.map((name) => `s ${name}`), isOpen: false },
    ],
  ]);
  return { kind: 'set', attributes, isOpen: false };
}

function showKnown(known: Known<Slot> | null): Shown {
  return known === null ? { kind: 'unknown', subject: 'a VM' } : show(1, known.value);
}
