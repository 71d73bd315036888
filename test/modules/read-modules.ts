import {
  type Configuration,
  moduleAt,
  readConfiguration,
} from '../../src/modules/configuration.ts';
import { type Reading, startReading } from '../../src/modules/nixpkgs.ts';
import { encode } from '../../src/report/utf8.ts';
import { defaultMaxBytes, openFiles } from '../../src/resolve/files.ts';
import type { AttributeSet } from '../../src/resolve/value.ts';
import { emptySet } from '../../src/resolve/value.ts';
import { createProgramCache } from '../../src/syntax/read-program.ts';

/** Cases share files. */
const programs = createProgramCache();

/** The configuration of modules in files, the last of which is its entry. The stack must be reset. */
export function readModules(
  paths: readonly string[],
  specialArgs: AttributeSet = emptySet,
): Configuration {
  const files = openFiles({ root: '/', outputs: [], maxBytes: defaultMaxBytes });
  return readModulesIn(startReading(files, null, [], programs.read), paths, specialArgs);
}

/** As {@link readModules}, of files that are being read. */
export function readModulesIn(
  { evaluation, nixpkgs }: Reading,
  paths: readonly string[],
  specialArgs: AttributeSet | null,
): Configuration {
  return readConfiguration({
    evaluation,
    lib: nixpkgs.lib,
    packagesLib: nixpkgs.lib,
    entry: { source: { path: encode(paths.at(-1) ?? ''), text: '' }, start: 0, end: 0 },
    modules: paths.map(encode).map(moduleAt),
    specialArgs,
  });
}
