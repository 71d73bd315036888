export type Severity = 'error' | 'warning' | 'note';

/** Every code that a diagnostic can have, and its severity. Codes are stable: tools match on them. */
export const severityOf = {
  'syntax-error': 'error',
  'undefined-variable': 'error',
  'duplicate-attribute': 'error',
  'duplicate-formal': 'error',
  'dynamic-attribute': 'error',
  'import-missing': 'error',
  'import-outside-root': 'error',
  'import-unknown': 'note',
  'file-untracked': 'error',
  'output-imported': 'error',
  'entry-missing': 'error',
  'entry-not-a-module': 'error',
  'vmsilo-not-found': 'error',
  'settings-invalid': 'error',
  'host-missing': 'error',
  'host-ambiguous': 'error',
  'no-vms': 'warning',
  'specialisation-ignored': 'warning',
  'set-contradicts': 'error',
  'set-unused': 'warning',
  unresolved: 'error',
  'eval-error': 'error',
  'infinite-recursion': 'error',
  'limit-exceeded': 'error',
  'conflicting-definitions': 'error',
  'type-mismatch': 'error',
  'netvm-unknown': 'error',
  'netvm-not-gateway': 'error',
  'netvm-self': 'error',
  'netvm-cycle': 'error',
  'subnet-malformed': 'error',
  'subnet-not-31': 'error',
  'subnet-odd-address': 'error',
  'subnet-overlap': 'error',
  'subnet-collision': 'error',
  'subnet-without-netvm': 'warning',
  'range-malformed': 'error',
  'range-exhausted': 'error',
  'range-unusable': 'error',
  'range-host-bits': 'warning',
  'range-public': 'warning',
  'slot-collision': 'note',
  'name-invalid': 'error',
  'name-reserved': 'error',
  'interface-name-too-long': 'error',
  'interface-collision': 'error',
  'interface-shadowed': 'warning',
  'vmsilo-disabled': 'warning',
  'vmsilo-enable-unknown': 'note',
  'helpers-invalid': 'error',
  'not-generated': 'error',
  trace: 'note',
} as const satisfies Record<string, Severity>;

export type Code = keyof typeof severityOf;

/** In the order of the list. */
export const codes: readonly Code[] = Object.keys(severityOf).filter(isCode);

function isCode(text: string): text is Code {
  return Object.hasOwn(severityOf, text);
}
