import { defaultMaxNesting, parse } from '../../src/syntax/parse.ts';
import { readProgram } from '../../src/syntax/read-program.ts';
import { checkDiagnostics } from './diagnostics.ts';
import type { Sources } from './sources.ts';
import { demand, type Target, trialOf } from './trial.ts';

const settings = {
  maxNesting: defaultMaxNesting,
  globals: new Set(['builtins', 'true', 'false', 'null', 'import', 'map', 'toString', 'throw']),
};

/** Text to tree to syntax: it is taken or rejected, each with what follows from that. */
export function syntaxTarget(sources: Sources): Target {
  return (random) => trialOf(sources(random), check);
}

function check(text: string): string {
  const source = { path: '/x.nix', text };
  const { program, diagnostics } = readProgram(source, settings);
  demand(program !== null || diagnostics.length > 0, 'it is rejected without a word');
  checkDiagnostics(diagnostics);
  if (text.length % 16 === 0) {
    const [first, again] = [parse(source), parse(source)];
    demand(codes(first) === codes(again), 'it is something else the second time');
  }
  return diagnostics.length === 0 ? 'taken' : 'rejected';
}

function codes({ diagnostics }: ReturnType<typeof parse>): string {
  return diagnostics.map(({ code, span }) => `${code} ${span.start} ${span.end}`).join();
}
