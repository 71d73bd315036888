import type { AnalysedOutput, Analysis } from './analyse.ts';

/** The injections, where nothing is written and so one host is meant; null if there are none. */
export function onlyOutput({ outputs }: Analysis): AnalysedOutput | null {
  return outputs.find(({ isHostConfig }) => isHostConfig !== true) ?? null;
}
