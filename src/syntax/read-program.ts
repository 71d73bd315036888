import type { Source } from '../report/span.ts';
import { bind } from './bind.ts';
import { type Parsed, parse } from './parse.ts';

export interface ReadingSettings {
  /** How deep expressions may nest. */
  readonly maxNesting: number;
  /** The names that the file may use without binding them. */
  readonly globals: ReadonlySet<string>;
  /** Those of them that a `scopedImport` gives; none by default. */
  readonly scoped?: ReadonlySet<string>;
}

/** Gives the program of a source with its names bound, and all that Nix would reject the source for. */
export type ReadProgram = (source: Source, settings: ReadingSettings) => Parsed;

/** Parses and binds. `loadParser` comes first. */
export function readProgram(source: Source, settings: ReadingSettings): Parsed {
  const { maxNesting, globals, scoped } = settings;
  const { program, diagnostics } = parse(source, { maxNesting });
  if (program === null) return { program, diagnostics };
  return { program, diagnostics: [...diagnostics, ...bind(program, globals, scoped)] };
}

/** Programs that are kept from one reading to the next. */
export interface ProgramCache {
  /** As {@link readProgram}; a source with the same path and the same bytes is read once. */
  readonly read: ReadProgram;
  /** Drops what has not been asked for since the last call. */
  readonly dropUnused: () => void;
}

/** An empty cache. Everybody who asks it means the same globals: a program holds how its names are bound. */
export function createProgramCache(): ProgramCache {
  const kept = new Map<string, Kept>();
  const read: ReadProgram = (source, settings) => {
    const key = `${source.isCopied === true} ${source.path}`;
    const known = kept.get(key);
    if (known?.source.text === source.text && known.maxNesting === settings.maxNesting) {
      known.isUsed = true;
      return known.parsed;
    }
    const parsed = readProgram(source, settings);
    kept.set(key, { source, maxNesting: settings.maxNesting, parsed, isUsed: true });
    return parsed;
  };
  const dropUnused = (): void => {
    for (const [key, one] of kept) {
      if (!one.isUsed) kept.delete(key);
      one.isUsed = false;
    }
  };
  return { read, dropUnused };
}

interface Kept {
  readonly source: Source;
  readonly maxNesting: number;
  readonly parsed: Parsed;
  isUsed: boolean;
}
