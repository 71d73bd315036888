import { basename, dirname, join } from 'node:path/posix';
import type { Entry, Files, FileType } from './files.ts';

/** A question that was asked of the file system, and its answer. Plain data. */
export type Look =
  | { readonly kind: 'entry'; readonly path: string; readonly answer: Entry }
  | { readonly kind: 'link'; readonly path: string; readonly answer: string | null }
  | { readonly kind: 'bytes'; readonly path: string; readonly answer: Outcome<string> }
  | { readonly kind: 'type'; readonly path: string; readonly answer: Outcome<FileType | null> }
  | { readonly kind: 'listing'; readonly path: string; readonly answer: Outcome<Listing> };

/** What was given, or why it was refused. */
export type Outcome<T> = { readonly given: T } | { readonly refused: string };

type Listing = readonly (readonly [name: string, type: FileType])[];

/** The ways to ask the file system. */
export type FileAccess = Pick<Files, 'inspect' | 'linkTarget' | 'read' | 'typeIn' | 'list'>;

/**
 * The same access, which notes the first answer to each question: who asks again later sees what has changed since.
 *
 * @param note is called once for each question
 */
export function noted(files: FileAccess, note: (look: Look) => void): FileAccess {
  const asked = new Set<string>();
  const first = (kind: Look['kind'], path: string): boolean => {
    const question = `${kind} ${path}`;
    if (asked.has(question)) return false;
    asked.add(question);
    return true;
  };
  return {
    inspect: (path) => {
      const answer = files.inspect(path);
      if (first('entry', path)) note({ kind: 'entry', path, answer });
      return answer;
    },
    linkTarget: (path) => {
      const answer = files.linkTarget(path);
      if (first('link', path)) note({ kind: 'link', path, answer });
      return answer;
    },
    read: (path) => {
      const answer = outcomeOf(() => files.read(path));
      if (first('bytes', path)) note({ kind: 'bytes', path, answer: answer.outcome });
      return answer.value();
    },
    typeIn: (folder, name) => {
      const path = join(folder, name);
      const answer = outcomeOf(() => files.typeIn(folder, name));
      if (first('type', path)) note({ kind: 'type', path, answer: answer.outcome });
      return answer.value();
    },
    list: (path) => {
      const answer = outcomeOf(() => files.list(path));
      if (first('listing', path)) note({ kind: 'listing', path, answer: answer.outcome });
      return answer.value();
    },
  };
}

/** The paths that a question is answered otherwise for than it was: none, its own, or what a folder holds. */
export function changesOf(look: Look, files: FileAccess): readonly string[] {
  const { path } = look;
  const unless = (isSame: boolean): readonly string[] => (isSame ? [] : [path]);
  switch (look.kind) {
    case 'entry':
      return unless(isSameEntry(files.inspect(path), look.answer));
    case 'link':
      return unless(files.linkTarget(path) === look.answer);
    case 'bytes': {
      const { outcome } = outcomeOf(() => files.read(path));
      return unless(isSameOutcome(outcome, look.answer));
    }
    case 'type': {
      const { outcome } = outcomeOf(() => files.typeIn(dirname(path), basename(path)));
      return unless(isSameOutcome(outcome, look.answer));
    }
    case 'listing': {
      const { outcome } = outcomeOf(() => files.list(path));
      if (!('given' in outcome && 'given' in look.answer)) {
        return unless(isSameOutcome(outcome, look.answer));
      }
      return differingNames(outcome.given, look.answer.given).map((name) => join(path, name));
    }
  }
}

function outcomeOf<T>(ask: () => T): { readonly outcome: Outcome<T>; readonly value: () => T } {
  try {
    const given = ask();
    return { outcome: { given }, value: () => given };
  } catch (error) {
    const refused = error instanceof Error ? error.message : JSON.stringify(error);
    return {
      outcome: { refused },
      value: () => {
        throw error;
      },
    };
  }
}

/** Of values that can be compared by `===`, or refusals. */
function isSameOutcome(left: Outcome<unknown>, right: Outcome<unknown>): boolean {
  if ('refused' in left) return 'refused' in right && left.refused === right.refused;
  return 'given' in right && left.given === right.given;
}

function isSameEntry(left: Entry, right: Entry): boolean {
  if (left.kind === 'unreadable') {
    return right.kind === 'unreadable' && left.reason === right.reason;
  }
  if ('real' in left) return left.kind === right.kind && left.real === right.real;
  return left.kind === right.kind;
}

/** The names that only one of them has, or that have two types. */
function differingNames(left: Listing, right: Listing): readonly string[] {
  const before = new Map(right);
  const now = new Map(left);
  const names = [...new Set([...before.keys(), ...now.keys()])];
  return names.filter((name) => before.get(name) !== now.get(name));
}
