import type { Value } from '../value.ts';
import { kindOf } from '../value.ts';

/** What `builtins.typeOf` says. */
export function typeName(value: Value): string {
  const kind = kindOf(value);
  if (kind === 'primop') return 'lambda';
  return kind === 'integer' ? 'int' : kind;
}
