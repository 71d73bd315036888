import { generate } from '../fuzz/generate.ts';
import { evaluateOurs, isHandover } from '../fuzz/ours.ts';
import { print } from '../fuzz/tree.ts';
import { mutate } from '../mutants/mutate.ts';
import { type Target, trialOf } from './trial.ts';

/** Syntax to values: an expression, whole or broken, is evaluated with all that is in its value. */
export function valuesTarget(folder: string): Target {
  return (random) => {
    const withLib = random.chance(0.4);
    const settings = { depth: 2 + random.below(7), worlds: random.pick([0, 0, 3]) };
    const tree = generate(random, { ...settings, dialect: withLib ? 'lib' : 'current' });
    const { text } = print(tree);
    const given = random.chance(0.4) ? mutate(text, random) : text;
    return trialOf(`u: ${given}`, (each) => check(each, folder, withLib));
  };
}

function check(text: string, folder: string, withLib: boolean): string {
  try {
    return evaluateOurs(text, folder, withLib).outcome === null ? 'failed' : 'value';
  } catch (error) {
    if (isHandover(error)) return 'deep';
    throw error;
  }
}
