import type { Span } from '../../report/span.ts';
import type { Expression, Node, Program } from '../../syntax/expression.ts';
import type { Code, Compiled, Environment } from '../code.ts';
import { positionValue } from '../position.ts';
import { below, descend, stack } from '../stack.ts';
import { constant, thunk } from '../thunk.ts';
import type { Slot, Value } from '../value.ts';
import { emptyList, emptySet, float, list } from '../value.ts';
import { compileAttributeSet, compileLet } from './attribute-set.ts';
import type { Compiler, Delayed, Unit } from './compiler.ts';
import { compileAssert, compileIf, compileWith } from './control.ts';
import { compileApply, compileFunction, makeLambda } from './function.ts';
import { compileBinary, compileNegate, compileNot } from './operator.ts';
import { compileHasAttribute, compileSelect } from './select.ts';
import { compilePath, compileText } from './text.ts';
import { compileVariable, readVariable } from './variable.ts';

/** JavaScript frames that walking a program takes for each level of nesting, at most. */
const framesPerLevel = 4;

/**
 * Prepares a program for evaluation. Its names must be bound.
 *
 * @throws StackHandover if the program nests deeper than this thread can compile, LimitError if no thread can
 */
export function compileProgram(program: Program, unit: Unit): Code {
  return below(program.height * framesPerLevel, () => createCompiler(unit).code(program.body));
}

function createCompiler(unit: Unit): Compiler {
  const compiler: Compiler = {
    unit,
    compile: (expression) => compile(expression, compiler),
    code: (expression) => code(expression, compiler),
    delay: (expression, filling = false) => delay(expression, filling, compiler),
    span: ({ start, end }: Node): Span => ({ source: unit.source, start, end }),
  };
  return compiler;
}

function compile(expression: Expression, compiler: Compiler): Compiled {
  switch (expression.kind) {
    case 'integer':
      return always(expression.value);
    case 'float':
      return always(float(expression.value));
    case 'text':
      return compileText(expression, compiler);
    case 'path':
      return compilePath(expression, compiler);
    case 'search-path': {
      const span = compiler.span(expression);
      return { evaluate: () => compiler.unit.searchPath(expression.path, span), height: 1 };
    }
    case 'current-position':
      return { evaluate: () => positionValue(compiler.span(expression)), height: 1 };
    case 'variable':
      return compileVariable(expression, compiler);
    case 'list': {
      const delayed = expression.elements.map((element) => compiler.delay(element));
      return {
        evaluate: (environment) => list(delayed.map((make) => make(environment))),
        height: 2,
      };
    }
    case 'attribute-set':
      return compileAttributeSet(expression, compiler);
    case 'let':
      return compileLet(expression, compiler);
    case 'with':
      return compileWith(expression, compiler);
    case 'if':
      return compileIf(expression, compiler);
    case 'assert':
      return compileAssert(expression, compiler);
    case 'function':
      return compileFunction(expression, compiler);
    case 'apply':
      return compileApply(expression, compiler);
    case 'select':
      return compileSelect(expression, compiler);
    case 'has-attribute':
      return compileHasAttribute(expression, compiler);
    case 'negate':
      return compileNegate(expression, compiler);
    case 'not':
      return compileNot(expression, compiler);
    case 'binary':
      return compileBinary(expression, compiler);
  }
}

function always(value: Value): Compiled {
  return { evaluate: () => value, height: 1 };
}

/** Stack units that forcing a thunk takes besides its expression's. */
const forceHeight = 2;

function code(expression: Expression, compiler: Compiler): Code {
  const code: Code = {
    expression,
    span: compiler.span(expression),
    compile: compiler.compile,
    height: forceHeight,
    evaluate: (environment) => {
      const { evaluate, height } = compiler.compile(expression);
      code.evaluate = evaluate;
      code.height = height + forceHeight;
      descend(height);
      const value = evaluate(environment);
      stack.depth -= height;
      return value;
    },
  };
  return code;
}

function delay(expression: Expression, filling: boolean, compiler: Compiler): Delayed {
  const value = constantValue(expression);
  if (value !== undefined) {
    const slot = constant(compiler.code(expression), value);
    return () => slot;
  }
  if (expression.kind === 'function') return makeLambda(expression, compiler);
  if (expression.kind === 'variable') {
    const read = readVariable(expression, filling, compiler);
    if (read !== null) return read;
  }
  const code = compiler.code(expression);
  return (environment: Environment): Slot => thunk(code, environment);
}

/** The value of an expression that is one already; undefined if it has to be evaluated. */
function constantValue(expression: Expression): Value | undefined {
  switch (expression.kind) {
    case 'integer':
      return expression.value;
    case 'float':
      return float(expression.value);
    case 'text':
      return constantText(expression.parts);
    case 'list':
      return expression.elements.length === 0 ? emptyList : undefined;
    case 'attribute-set': {
      const { attributes, dynamic } = expression.bindings;
      return attributes.length === 0 && dynamic.length === 0 ? emptySet : undefined;
    }
    default:
      return undefined;
  }
}

function constantText(parts: readonly (string | Expression)[]): string | undefined {
  const [first = ''] = parts;
  return parts.length <= 1 && typeof first === 'string' ? first : undefined;
}
