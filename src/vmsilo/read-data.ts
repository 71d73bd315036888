import type { Expression } from '../syntax/expression.ts';
import { readProgram } from '../syntax/read-program.ts';
import type { Data } from './data.ts';

/**
 * The value of a Nix text that is plain data, as our own files are. The parser must be loaded.
 *
 * @param text one character a byte
 * @returns undefined if it is anything else
 */
export function readData(text: string): Data | undefined {
  const source = { path: '', text };
  const settings = { maxNesting: deepestData, globals: new Set(constants.keys()) };
  const { program, diagnostics } = readProgram(source, settings);
  return program === null || diagnostics.length > 0 ? undefined : dataOf(program.body);
}

const deepestData = 200;

const constants: ReadonlyMap<string, Data> = new Map<string, Data>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function dataOf(expression: Expression): Data | undefined {
  switch (expression.kind) {
    case 'integer':
      return Number(expression.value);
    case 'negate': {
      const number = dataOf(expression.operand);
      return typeof number === 'number' ? -number : undefined;
    }
    case 'text': {
      const [text = '', ...others] = expression.parts;
      return typeof text === 'string' && others.length === 0 ? text : undefined;
    }
    case 'variable':
      return constants.get(expression.name);
    case 'list': {
      const elements = expression.elements.map(dataOf);
      return elements.every((element) => element !== undefined) ? elements : undefined;
    }
    case 'attribute-set': {
      const { attributes, dynamic } = expression.bindings;
      const entries = attributes.map((one) =>
        one.kind === 'plain' ? ([one.name, dataOf(one.value)] as const) : null,
      );
      const known = entries.flatMap((entry) =>
        entry === null || entry[1] === undefined ? [] : [[entry[0], entry[1]] as const],
      );
      const isPlain = !expression.recursive && dynamic.length === 0;
      return isPlain && known.length === entries.length ? new Map(known) : undefined;
    }
    default:
      return undefined;
  }
}
