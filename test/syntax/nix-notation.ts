import { homedir } from 'node:os';
import { posix } from 'node:path';
import type {
  AttributePath,
  Bindings,
  Expression,
  FunctionLiteral,
} from '../../src/syntax/expression.ts';

/**
 * An expression as `nix-instantiate --parse` prints it, so that what our parser makes of a text can be compared with
 * what Nix's does. Not told apart: strings written next to each other with `+` or in one literal; and applications
 * that nest in their function.
 *
 * @param folder what relative paths start from
 */
export function nixNotation(expression: Expression, folder: string): string {
  return withJoinedTexts(print(expression, folder));
}

/** What `nix-instantiate --parse` printed, in the form that {@link nixNotation} gives. */
export function normalised(printed: string): string {
  return withJoinedTexts(printed.trimEnd());
}

function print(expression: Expression, folder: string): string {
  const show = (inner: Expression) => print(inner, folder);
  const part = (inner: string | Expression) =>
    typeof inner === 'string' ? literal(inner) : show(inner);
  switch (expression.kind) {
    case 'integer':
      return String(expression.value);
    case 'float':
      return Number(expression.value.toPrecision(6)).toString();
    case 'text': {
      const [only] = expression.parts;
      if (expression.parts.length === 0) return '""';
      if (expression.parts.length === 1 && typeof only === 'string') return literal(only);
      return `(${expression.parts.map(part).join(' + ')})`;
    }
    case 'path': {
      const [first, ...rest] = expression.parts;
      const written = typeof first === 'string' ? first : '';
      if (rest.length === 0) return absolute(written, folder);
      // Nix makes a path of what stands before a doubled slash, and a string of the rest.
      const cut = written.includes('//') ? written.indexOf('//') + 1 : written.length;
      const parts = [...(cut < written.length ? [written.slice(cut)] : []), ...rest];
      return `(${[absolute(written.slice(0, cut), folder), ...parts.map(part)].join(' + ')})`;
    }
    case 'search-path':
      return `(__findFile __nixPath ${literal(expression.path)})`;
    case 'current-position':
      return '__curPos';
    case 'variable':
      return expression.name;
    case 'list':
      return `[ ${expression.elements.map((element) => `(${show(element)}) `).join('')}]`;
    case 'attribute-set':
      return `${expression.recursive ? 'rec ' : ''}{ ${bindings(expression.bindings, show)}}`;
    case 'let':
      return `(let ${bindings(expression.bindings, show)}in ${show(expression.body)})`;
    case 'with':
      return `(with ${show(expression.environment)}; ${show(expression.body)})`;
    case 'if':
      return `(if ${show(expression.condition)} then ${show(expression.then)} else ${show(expression.else)})`;
    case 'assert':
      return `assert ${show(expression.condition)}; ${show(expression.body)}`;
    case 'function':
      return `(${parameter(expression.parameter, show)}: ${show(expression.body)})`;
    case 'apply':
      return call(expression.function, expression.arguments.map(show), show);
    case 'select': {
      const fallback = expression.fallback === null ? '' : ` or (${show(expression.fallback)})`;
      return `(${show(expression.base)}).${path(expression.path, show)}${fallback}`;
    }
    case 'has-attribute':
      return `((${show(expression.base)}) ? ${path(expression.path, show)})`;
    case 'negate':
      return `(__sub 0 ${show(expression.operand)})`;
    case 'not':
      return `(! ${show(expression.operand)})`;
    case 'binary': {
      const [left, right] = [show(expression.left), show(expression.right)];
      switch (expression.operator) {
        case '-':
          return `(__sub ${left} ${right})`;
        case '*':
          return `(__mul ${left} ${right})`;
        case '/':
          return `(__div ${left} ${right})`;
        case '<':
          return `(__lessThan ${left} ${right})`;
        case '>':
          return `(__lessThan ${right} ${left})`;
        case '<=':
          return `(! (__lessThan ${right} ${left}))`;
        case '>=':
          return `(! (__lessThan ${left} ${right}))`;
        default:
          return `(${left} ${expression.operator} ${right})`;
      }
    }
  }
}

/** Nix's parser adds arguments to whatever has become a call, operators and search paths too. */
function call(
  callee: Expression,
  args: readonly string[],
  show: (inner: Expression) => string,
): string {
  const shown = show(callee);
  const isCall =
    callee.kind === 'apply' ||
    callee.kind === 'negate' ||
    callee.kind === 'search-path' ||
    (callee.kind === 'binary' && /^[-*/<>]$/.test(callee.operator));
  return `${isCall ? shown.slice(0, -1) : `(${shown}`} ${args.join(' ')})`;
}

function bindings(
  { attributes, dynamic, inheritSources }: Bindings,
  show: (inner: Expression) => string,
): string {
  const sorted = [...attributes].sort((a, b) => (a.name < b.name ? -1 : 1));
  const inherited = sorted.filter(({ kind }) => kind === 'inherited');
  const inherits = inherited.length === 0 ? '' : `inherit ${names(inherited)}; `;
  const inheritsFrom = inheritSources.map((source, index) => {
    const from = sorted.filter(
      (attribute) => attribute.kind === 'inherited-from' && attribute.inheritSource === index,
    );
    return from.length === 0 ? '' : `inherit (${show(source)}) ${names(from)}; `;
  });
  const plain = sorted.map((attribute) =>
    attribute.kind === 'plain' ? `${name(attribute.name)} = ${show(attribute.value)}; ` : '',
  );
  const computed = dynamic.map(
    (attribute) => `"\${${show(attribute.name)}}" = ${show(attribute.value)}; `,
  );
  return [inherits, ...inheritsFrom, ...plain, ...computed].join('');
}

function names(attributes: readonly { readonly name: string }[]): string {
  return attributes.map((attribute) => name(attribute.name)).join(' ');
}

function parameter(
  found: FunctionLiteral['parameter'],
  show: (inner: Expression) => string,
): string {
  if (found.kind === 'name') return found.name;
  const formals = [...found.formals]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((formal) => `${formal.name}${formal.default ? ` ? ${show(formal.default)}` : ''}`);
  const all = found.ellipsis ? [...formals, '...'] : formals;
  return `{ ${all.join(', ')} }${found.alias === null ? '' : ` @ ${found.alias}`}`;
}

function path(names: AttributePath, show: (inner: Expression) => string): string {
  return names
    .map((element) =>
      typeof element.name === 'string' ? name(element.name) : `"\${${show(element.name)}}"`,
    )
    .join('.');
}

function absolute(written: string, folder: string): string {
  const home = written.startsWith('~');
  const path = home ? posix.join(homedir(), written.slice(1)) : posix.resolve(folder, written);
  return written.endsWith('/') && !path.endsWith('/') ? `${path}/` : path;
}

function name(text: string): string {
  const isPlain =
    /^[a-zA-Z_][a-zA-Z0-9_'-]*$/.test(text) &&
    !/^(?:if|then|else|assert|with|let|in|rec|inherit)$/.test(text);
  return isPlain ? text : literal(text);
}

function literal(text: string): string {
  const escaped = text
    .replace(/["\\]|\$(?=\{)/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t');
  return `"${escaped}"`;
}

const text = /"(?:[^"\\$]|\\[\s\S]|\$(?!\{))*"/.source;

/** Joins literals that are added, and takes them out of parentheses, until nothing changes. */
function withJoinedTexts(printed: string): string {
  const sums = new RegExp(`${text}(?: \\+ ${text})+`, 'g');
  const alone = new RegExp(`\\((${text})\\)`, 'g');
  for (let before = printed; ; ) {
    const after = before.replace(sums, joined).replace(alone, '$1');
    if (after === before) return after;
    before = after;
  }
}

function joined(sum: string): string {
  const parts = sum.match(new RegExp(text, 'g')) ?? [];
  const content = parts.map((part) => part.slice(1, -1)).join('');
  return `"${content.replace(/(\\[\s\S])|\$(?=\{)/g, (_, escaped) => escaped ?? '\\$')}"`;
}
