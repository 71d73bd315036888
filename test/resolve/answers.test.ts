import { describe, expect, test } from 'vitest';
import type { Span } from '../../src/report/span.ts';
import { type Answer, answersBy, filled, settle } from '../../src/resolve/answers.ts';
import { set } from '../../src/resolve/demand.ts';
import { evaluateWith } from './evaluate.ts';
import { print } from './print.ts';

const span: Span = { source: { path: 'command line', text: '' }, start: 0, end: 0 };

/** What `value` is with `answer` for its part at a path, and what has become of the answer. */
function answered(value: string, path: string, answer: string): readonly [string, string] {
  const outcomes: string[] = [];
  const text = `{ value = ${value}; answer = ${answer}; }`;
  const shown = evaluateWith(text, {}, (both) => {
    const { attributes } = set(both);
    const one = answerOf(path, attributes.get('answer')?.slot ?? null);
    const all = filled(attributes.get('value')?.slot ?? null, answersBy([one]));
    const printed = print(all);
    outcomes.push(one.outcome.kind);
    return printed;
  });
  return [shown, outcomes.join()];
}

function answerOf(path: string, slot: Answer['slot']): Answer {
  return { path: path.split('.'), span, slot, outcome: { kind: 'unused' } };
}

const unknown = 'builtins.currentSystem';

describe('an answer', () => {
  test.each([
    [`{ a = ${unknown}; }`, 'a', '1', '{ a = 1; }', 'taken'],
    [unknown, 'a', '1', '{ a = 1; «unknown: builtins.currentSystem» }', 'taken'],
    ['{ a = 1; }', 'a', '1', '{ a = 1; }', 'confirmed'],
    ['{ a = 1; }', 'a', '2', '{ a = 1; }', 'contradicted'],
    ['{ a = 1; }', 'b', '2', '{ a = 1; }', 'unused'],
    ['{ a = 1; }', 'a.b', '2', '{ a = 1; }', 'unused'],
    ['"text"', 'a', '2', '"text"', 'unused'],
    ['null', 'a', '2', 'null', 'unused'],
  ])('to %s, for %s: %s', (value, path, answer, shown, outcome) => {
    expect(answered(value, path, answer)).toEqual([shown, outcome]);
  });

  test('is not contradicted by what is not known, or fails', () => {
    const part = `[ ${unknown} ]`;
    expect(answered(`{ a = ${part}; }`, 'a', '[ 1 ]')[1]).toBe('confirmed');
    expect(answered('{ a = 1; }', 'a', 'throw "x"')[1]).toBe('confirmed');
  });

  test('stays contradicted by the first that does', () => {
    const answer = answerOf('a', 1);
    settle(2, answer, span);
    settle(1, answer, span);
    settle(3, answer, null);
    expect(answer.outcome).toEqual({ kind: 'contradicted', by: 2, span });
  });
});
