import { join } from 'node:path';
import { linksTarget } from './links.ts';
import { sourcesOf } from './sources.ts';
import { syntaxTarget } from './syntax.ts';
import { textsTarget } from './texts.ts';
import type { Target } from './trial.ts';
import { valuesTarget } from './values.ts';

export interface Setting {
  /** The project's folder. */
  readonly root: string;
  /** An empty folder to work in. */
  readonly folder: string;
  /** What the thread's stack carries, in units. */
  readonly stackBudget: number;
}

/** The steps of the program, each tried alone. */
export const targets: Readonly<Record<string, (setting: Setting) => Target>> = {
  syntax: ({ root }) => syntaxTarget(sourcesOf(root)),
  values: ({ folder }) => valuesTarget(folder),
  links: ({ folder, stackBudget }) => linksTarget(join(folder, 'tree'), stackBudget),
  texts: ({ folder }) => textsTarget(folder),
};
