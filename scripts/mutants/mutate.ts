import type { Random } from '../fuzz/random.ts';

/** A way to break a text. */
type Mutation = (tokens: readonly string[], random: Random) => readonly string[];

const anyToken =
  /\s+|#[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\]|\\[\s\S])*"|''(?:[^']|'(?!'))*''|[\w.-]*(?:\/[\w.-]+)+|[A-Za-z_][\w'-]*|\d+|\.\.\.|\$\{|==|!=|\/\/|\+\+|&&|\|\||[\s\S]/g;

/** The text with one mistake in it, as people, editors and disks make them. One character a byte. */
export function mutate(text: string, random: Random): string {
  const tokens = text.match(anyToken) ?? [];
  const mutated = random.pick(mutations)(tokens, random).join('');
  return mutated === text ? `${text}}` : mutated;
}

const dropToken: Mutation = (tokens, random) => {
  const at = solid(tokens, random);
  return [...tokens.slice(0, at), ...tokens.slice(at + 1)];
};

const doubleToken: Mutation = (tokens, random) => {
  const at = solid(tokens, random);
  return [...tokens.slice(0, at + 1), ' ', ...tokens.slice(at)];
};

const swapTokens: Mutation = (tokens, random) => {
  const [first, second] = [solid(tokens, random), solid(tokens, random)];
  return tokens.with(first, tokens[second] ?? '').with(second, tokens[first] ?? '');
};

const misspell: Mutation = (tokens, random) => {
  const names = tokens.flatMap((token, at) => (/^[A-Za-z_"]\w{2,}/.test(token) ? at : []));
  const at = names[random.below(names.length)] ?? 0;
  const name = tokens[at] ?? '';
  const letter = 1 + random.below(Math.max(1, name.length - 2));
  return tokens.with(at, name.slice(0, letter) + name.slice(letter + 1));
};

const replaceString: Mutation = (tokens, random) => {
  const strings = tokens.flatMap((token, at) => (/^"[^$\\]*"$/.test(token) ? at : []));
  const from = strings[random.below(strings.length)] ?? 0;
  const to = strings[random.below(strings.length)] ?? 0;
  return tokens.with(to, tokens[from] ?? '');
};

const cut: Mutation = (tokens, random) => {
  const text = tokens.join('');
  return [text.slice(0, random.below(text.length + 1))];
};

const flipByte: Mutation = (tokens, random) => {
  const text = tokens.join('');
  const at = random.below(Math.max(1, text.length));
  return [text.slice(0, at), String.fromCharCode(random.below(256)), text.slice(at + 1)];
};

const dropLine: Mutation = (tokens, random) => {
  const lines = tokens.join('').split('\n');
  const at = random.below(lines.length);
  return [[...lines.slice(0, at), ...lines.slice(at + 1)].join('\n')];
};

const swapBracket: Mutation = (tokens, random) => {
  const brackets = tokens.flatMap((token, at) => (/^[{}[\]()]$/.test(token) ? at : []));
  const at = brackets[random.below(brackets.length)] ?? 0;
  return tokens.with(at, random.pick(['{', '}', '[', ']', '(', ')']));
};

const wrongNumber: Mutation = (tokens, random) => {
  const addresses = tokens.flatMap((token, at) => (/\d/.test(token) ? at : []));
  const at = addresses[random.below(addresses.length)] ?? 0;
  const digit = String(random.below(10));
  return tokens.with(at, (tokens[at] ?? '').replace(/\d(?=\D*$)/, digit));
};

const mutations: readonly [Mutation, ...Mutation[]] = [
  dropToken,
  doubleToken,
  swapTokens,
  misspell,
  replaceString,
  cut,
  flipByte,
  dropLine,
  swapBracket,
  wrongNumber,
];

/** The index of a token that is neither white space nor a comment. */
function solid(tokens: readonly string[], random: Random): number {
  const indices = tokens.flatMap((token, at) => (/^(?:\s|#|\/\*)/.test(token) ? [] : at));
  return indices[random.below(indices.length)] ?? 0;
}
