import type { AnalysedOutput, Analysis } from './analyse.ts';
import { Failure } from './failure.ts';

/**
 * The injections of a configuration of one host; null if there are none.
 *
 * @throws Failure if there are several hosts
 */
export function onlyOutput({ outputs }: Analysis): AnalysedOutput | null {
  const [first, ...others] = outputs.filter(({ isHostConfig }) => isHostConfig !== true);
  if (others.length > 0) throw new Failure('several hosts are configured: name one with --host');
  return first ?? null;
}
