/** A value with all that is in it, in a form that both sides can give. Byte strings. */
export type Shown =
  /** A scalar: a letter for its type, and its text. */
  | string
  | { readonly kind: 'unknown'; readonly subject: string }
  /** `throw` or a failed assertion. */
  | { readonly kind: 'thrown' }
  | { readonly kind: 'list'; readonly items: readonly Shown[]; readonly isOpen: boolean }
  | {
      readonly kind: 'set';
      readonly attributes: ReadonlyMap<string, Shown>;
      readonly isOpen: boolean;
    };

/** What a whole program gives; null if it fails in a way that `tryEval` does not catch. */
export type Outcome = Shown | null;

/** How deep values are looked at. */
export const shownDepth = 6;

export const truncated = 'deeper';

/**
 * Reads what the function of {@link showFunction} gives.
 *
 * @throws SyntaxError for a text that is cut off
 */
export function readShown(text: string): Shown {
  let at = 0;
  const counted = (): string => {
    const colon = text.indexOf(':', at);
    const start = colon + 1;
    at = start + Number(text.slice(at, colon));
    if (colon < 0 || !(at <= text.length)) throw new SyntaxError('what Nix printed is cut off');
    return text
      .slice(start, at)
      .replace(/%(..)/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  };
  const read = (): Shown => {
    const tag = text[at++];
    switch (tag) {
      case '!':
        return { kind: 'thrown' };
      case '[': {
        const items: Shown[] = [];
        while (text[at] !== ']') items.push(read());
        at += 1;
        return { kind: 'list', items, isOpen: false };
      }
      case '{': {
        const attributes = new Map<string, Shown>();
        while (text[at] !== '}') attributes.set(counted(), read());
        at += 1;
        return { kind: 'set', attributes, isOpen: false };
      }
      case '.':
        return truncated;
      case 'f':
        return `f ${floatText(Number(counted().replace('inf', 'Infinity')))}`;
      default:
        return `${tag} ${counted()}`;
    }
  };
  return read();
}

export function floatText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** A Nix function that gives the text of a value for {@link readShown}; a terminal's characters and prompts are written out. */
export const showFunction = `
with builtins;
let
  control = fromJSON ''[ "\\u001b", "\\u0007" ]'';
  counted = text:
    let safe = replaceStrings ([ "%" "nix-" ] ++ control) [ "%25" "nix%2d" "%1b" "%07" ] text; in
    "\${toString (stringLength safe)}:\${safe}";
  parameters = formals:
    concatStringsSep " " (map (n: if formals.\${n} then n + "?" else n) (attrNames formals));
  show = depth: slot:
    let r = tryEval slot; v = r.value; t = typeOf v; in
    if ! r.success then "!"
    else if t == "int" then "i" + counted (toString v)
    else if t == "float" then "f" + counted (if elem (toJSON v) [ "null" ] then toString v else toJSON v)
    else if t == "string" then "s" + counted (unsafeDiscardStringContext v)
    else if t == "bool" then "b" + counted (if v then "true" else "false")
    else if t == "null" then "n" + counted ""
    else if t == "path" then "p" + counted (toString v)
    else if t == "lambda" then "l" + counted (parameters (functionArgs v))
    else if depth == 0 then "."
    else if t == "list" then "[" + concatStringsSep "" (map (show (depth - 1)) v) + "]"
    else "{" + concatStringsSep "" (map (n: counted n + show (depth - 1) v.\${n}) (attrNames v)) + "}";
in
show ${shownDepth}
`;

export type Verdict =
  | 'equal'
  /** Equal as far as we know the value. */
  | 'unknown'
  /** Nix has no value, and ours is not an error: allowed where something is unknown. */
  | 'no-value'
  | 'wrong';

/** Compares our outcome with Nix's. */
export function judge(ours: Outcome, nix: Outcome): Verdict {
  if (nix === null) return ours === null ? 'equal' : 'no-value';
  if (ours === null) return isThrown(nix) ? 'no-value' : 'wrong';
  return judgeValue(ours, nix);
}

/** Whether a part of the value is a failure that `tryEval` catches. */
export function holdsThrown(shown: Shown): boolean {
  if (typeof shown === 'string') return false;
  if (shown.kind === 'list') return shown.items.some(holdsThrown);
  if (shown.kind === 'set') return [...shown.attributes.values()].some(holdsThrown);
  return isThrown(shown);
}

/** Whether a part of the value is not known. */
export function holdsUnknown(shown: Shown): boolean {
  if (typeof shown === 'string') return false;
  if (shown.kind === 'list') return shown.isOpen || shown.items.some(holdsUnknown);
  if (shown.kind === 'set')
    return shown.isOpen || [...shown.attributes.values()].some(holdsUnknown);
  return shown.kind === 'unknown';
}

/** What each unknown part of the value is told to be. */
export function subjectsOf(shown: Shown): readonly string[] {
  if (typeof shown === 'string') return [];
  if (shown.kind === 'list') return shown.items.flatMap(subjectsOf);
  if (shown.kind === 'set') return [...shown.attributes.values()].flatMap(subjectsOf);
  return shown.kind === 'unknown' ? [shown.subject] : [];
}

function isThrown(shown: Shown): boolean {
  return typeof shown === 'object' && shown.kind === 'thrown';
}

function judgeValue(ours: Shown, nix: Shown): Verdict {
  if (typeof ours === 'object' && ours.kind === 'unknown') return 'unknown';
  if (typeof nix === 'object' && nix.kind === 'thrown') {
    return typeof ours === 'object' && ours.kind === 'thrown' ? 'equal' : 'no-value';
  }
  if (typeof ours === 'string' || typeof nix === 'string') return ours === nix ? 'equal' : 'wrong';
  if (ours.kind === 'list' && nix.kind === 'list') return judgeList(ours, nix);
  if (ours.kind !== 'set' || nix.kind !== 'set') return 'wrong';
  const verdicts: Verdict[] = [];
  for (const [name, value] of ours.attributes) {
    const theirs = nix.attributes.get(name);
    verdicts.push(theirs === undefined ? 'wrong' : judgeValue(value, theirs));
  }
  if (nix.attributes.size > ours.attributes.size) verdicts.push(ours.isOpen ? 'unknown' : 'wrong');
  else if (ours.isOpen) verdicts.push('unknown');
  return worst(verdicts);
}

type ShownList = Extract<Shown, { readonly kind: 'list' }>;

function judgeList(ours: ShownList, nix: ShownList): Verdict {
  if (ours.isOpen) return isAmong(ours.items, nix.items) ? 'unknown' : 'wrong';
  if (ours.items.length !== nix.items.length) return 'wrong';
  return worst(ours.items.map((item, at) => judgeValue(item, nix.items[at] ?? truncated)));
}

/** Whether the known items are there, in their order. */
function isAmong(known: readonly Shown[], all: readonly Shown[]): boolean {
  let at = 0;
  for (const item of all) {
    const next = known[at];
    if (next !== undefined && judgeValue(next, item) !== 'wrong') at += 1;
  }
  return at === known.length;
}

const order: readonly Verdict[] = ['equal', 'unknown', 'no-value', 'wrong'];

function worst(verdicts: readonly Verdict[]): Verdict {
  return order[Math.max(0, ...verdicts.map((verdict) => order.indexOf(verdict)))] ?? 'equal';
}

/** An outcome as text for people. */
export function spell(shown: Outcome | undefined): string {
  if (shown === undefined) return 'nothing';
  return shown === null ? 'an error' : spellValue(shown);
}

function spellValue(shown: Shown): string {
  if (typeof shown === 'string') return JSON.stringify(shown);
  switch (shown.kind) {
    case 'unknown':
      return `unknown: ${shown.subject}`;
    case 'thrown':
      return 'throw';
    case 'list':
      return `[ ${shown.items.map(spellValue).join(' ')}${shown.isOpen ? ' ...' : ''} ]`;
    case 'set': {
      const all = Array.from(
        shown.attributes,
        ([name, value]) => `${name} = ${spellValue(value)};`,
      );
      return `{ ${all.join(' ')}${shown.isOpen ? ' ...' : ''} }`;
    }
  }
}

/** Where two outcomes that {@link judge} calls wrong differ: the innermost place, and what is there. */
export function differenceOf(ours: Outcome | undefined, nix: Outcome | undefined): Difference {
  const inner = innerDifferences(ours, nix).find(
    ({ ours: left, nix: right }) =>
      left === undefined || right === undefined || judge(left, right) === 'wrong',
  );
  if (inner === undefined) return { path: '', ours, nix };
  const { path, ...rest } = differenceOf(inner.ours, inner.nix);
  return { path: `${inner.path}${path}`, ...rest };
}

interface Difference {
  readonly path: string;
  readonly ours: Outcome | undefined;
  readonly nix: Outcome | undefined;
}

function innerDifferences(
  ours: Outcome | undefined,
  nix: Outcome | undefined,
): readonly Difference[] {
  if (typeof ours !== 'object' || ours === null || typeof nix !== 'object' || nix === null) {
    return [];
  }
  if (ours.kind === 'set' && nix.kind === 'set') {
    const names = new Set([
      ...ours.attributes.keys(),
      ...(ours.isOpen ? [] : nix.attributes.keys()),
    ]);
    return Array.from(names, (name) => ({
      path: `.${name}`,
      ours: ours.attributes.get(name),
      nix: nix.attributes.get(name),
    }));
  }
  if (ours.kind !== 'list' || nix.kind !== 'list' || ours.isOpen) return [];
  if (ours.items.length !== nix.items.length) return [];
  return ours.items.map((item, at) => ({ path: `[${at}]`, ours: item, nix: nix.items[at] }));
}
