import type { Random } from '../fuzz/random.ts';

/** A rule, as tree-sitter writes it to `grammar.json`. */
type Rule =
  | { readonly type: 'SYMBOL'; readonly name: string }
  | { readonly type: 'STRING' | 'PATTERN'; readonly value: string }
  | { readonly type: 'BLANK' }
  | { readonly type: 'SEQ' | 'CHOICE'; readonly members: readonly Rule[] }
  | {
      readonly type:
        | 'ALIAS'
        | 'FIELD'
        | 'IMMEDIATE_TOKEN'
        | 'PREC'
        | 'PREC_LEFT'
        | 'PREC_RIGHT'
        | 'REPEAT'
        | 'REPEAT1'
        | 'TOKEN';
      readonly content: Rule;
    };

export interface Grammar {
  readonly rules: Readonly<Record<string, Rule>>;
}

/** Spellings of what the scanner recognises, and of patterns. */
const terminals: Readonly<Record<string, readonly [string, ...string[]]>> = {
  identifier: ['a', 'b', 'x', 'lib', 'true', 'null', 'builtins', "a'", '_', 'a-b', 'orr', 'inn'],
  integer_expression: ['0', '1', '42', '9223372036854775807', '9223372036854775808', '007'],
  float_expression: ['1.5', '.5', '0.', '1e3', '1.0e400', '00.1', '1.0E-5'],
  uri_expression: ['http://a.b/c', 'x:x', 'a+b:c'],
  spath_expression: ['<nixpkgs>', '<a/b>'],
  _path_start: ['./a', '../a', '/a/b', 'a/b', './.', '/a/', './a-'],
  _hpath_start: ['~/a', '~/a/b'],
  _path_rest: ['b', '/c', '.d'],
  _string_text: ['a', ' ', '\n', '\xc3\xa9', '\xff', '#', '\r\n', '\t', "''", '\0'],
  _string_dollars: ['$', '$$', '$$$'],
  _indented_string_text: ['a', '  a\n', '\n', '\t', '"', '\r\n', '\\', '\xff', '    '],
  _indented_string_dollars: ['$', '$$'],
  after_nul: ['\0', '\0 anything {'],
  comment: ['# a\n', '/* a */', '/**/', '#\r'],
};

const patterns: Readonly<Record<string, readonly [string, ...string[]]>> = {
  '\\\\(.|\\n)': ['\\n', '\\"', '\\$', '\\\\', '\\\n'],
  ' *\\n': ['\n', '  \n'],
  "''\\\\(.|\\n)": ["''\\n", "''\\'", "''\\\n"],
};

/** Texts that the grammar has, or nearly: its rules, and anything where its scanner takes what is written before. */
export function deriver({ rules }: Grammar): (random: Random) => string {
  const heights = heightsOf(rules);
  const kept = new Map<Rule, number>();
  const heightOf = (rule: Rule): number => {
    const height = kept.get(rule) ?? ruleHeight(rule, heights);
    kept.set(rule, height);
    return height;
  };

  return (random) => {
    const pieces: string[] = [];
    const enough = random.pick([4, 20, 80, 300]);
    const gap = (): string =>
      random.chance(0.9)
        ? random.pick(['', ' ', ' '])
        : random.pick(['\n', '/* c */', '# c\n', '\r\n']);

    const derive = (rule: Rule, given: number): void => {
      const budget = pieces.length < enough ? given : 0;
      switch (rule.type) {
        case 'BLANK':
          return;
        case 'STRING':
          pieces.push(rule.value, gap());
          return;
        case 'PATTERN':
          pieces.push(random.pick(patterns[rule.value] ?? [' ']));
          return;
        case 'SYMBOL': {
          const inner = rules[rule.name];
          if (inner !== undefined) derive(inner, budget - 1);
          else pieces.push(random.pick(terminals[rule.name] ?? [rule.name]), gap());
          return;
        }
        case 'SEQ':
          for (const member of rule.members) derive(member, budget);
          return;
        case 'CHOICE':
          derive(chosen(rule.members, budget), budget);
          return;
        case 'REPEAT':
        case 'REPEAT1': {
          const least = rule.type === 'REPEAT' ? 0 : 1;
          const times = least + (budget > 0 ? random.below(4) : 0);
          for (let left = times; left > 0; left--) derive(rule.content, budget);
          return;
        }
        default:
          derive(rule.content, budget);
      }
    };

    const chosen = (members: readonly Rule[], budget: number): Rule => {
      const lowest = Math.min(...members.map(heightOf));
      const fitting = members.filter((member) => heightOf(member) <= Math.max(budget, lowest));
      return fitting[random.below(fitting.length)] ?? { type: 'BLANK' };
    };

    derive({ type: 'SYMBOL', name: 'source_code' }, 12 + random.below(40));
    return pieces.join('');
  };
}

/** How many rules are inside each other in the flattest text of each. */
function heightsOf(rules: Grammar['rules']): ReadonlyMap<string, number> {
  const heights = new Map<string, number>();
  for (let changed = true; changed; ) {
    changed = false;
    for (const [name, rule] of Object.entries(rules)) {
      const height = ruleHeight(rule, heights);
      if (height < (heights.get(name) ?? Number.POSITIVE_INFINITY)) {
        heights.set(name, height);
        changed = true;
      }
    }
    for (const name of Object.keys(terminals)) heights.set(name, 0);
  }
  return heights;
}

function ruleHeight(rule: Rule, heights: ReadonlyMap<string, number>): number {
  switch (rule.type) {
    case 'BLANK':
    case 'STRING':
    case 'PATTERN':
    case 'REPEAT':
      return 0;
    case 'SYMBOL':
      return 1 + (heights.get(rule.name) ?? Number.POSITIVE_INFINITY);
    case 'SEQ':
      return Math.max(...rule.members.map((member) => ruleHeight(member, heights)));
    case 'CHOICE':
      return Math.min(...rule.members.map((member) => ruleHeight(member, heights)));
    default:
      return ruleHeight(rule.content, heights);
  }
}
