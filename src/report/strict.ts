import type { Code } from './codes.ts';
import { type Diagnostic, severityIn } from './diagnostic.ts';

/** Notes that say what was assumed: that modules which are not read, or other files, are as they should be. */
const assumptions: ReadonlySet<Code> = new Set<Code>(['import-unknown', 'vmsilo-enable-unknown']);

/** As `--strict` takes it: a warning is an error, and so is an assumption. */
export function strictly(diagnostic: Diagnostic): Diagnostic {
  const isError = severityIn(diagnostic) === 'warning' || assumptions.has(diagnostic.code);
  return isError ? { ...diagnostic, severity: 'error' } : diagnostic;
}
