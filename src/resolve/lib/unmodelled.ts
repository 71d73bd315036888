import type { Unknown } from '../unknown.ts';
import { unknown } from '../unknown.ts';
import { former } from './names.ts';

/**
 * A name of nixpkgs' lib that is not modelled, and why.
 *
 * @param name as it is found in lib: `trivial.version`, `licenses`
 */
export function notModelled(name: string): Unknown {
  return unknown(`lib.${name}`, reasons.get(name) ?? reasonOfSubset(name));
}

function reasonOfSubset(name: string): string {
  const subset = name.slice(0, Math.max(0, name.indexOf('.')));
  return reasons.get(`${subset}.*`) ?? 'vmsilo-nixgen does not model it';
}

const reasons: ReadonlyMap<string, string> = new Map([
  ...because('only other releases of nixpkgs have it', [
    ...former.lib,
    ...Object.entries(former).flatMap(([subset, names]) =>
      names.map((name) => `${subset}.${name}`),
    ),
  ]),
  ...because('it hangs on the release of nixpkgs', [
    'trivial.codeName',
    'trivial.isInOldestRelease',
    'trivial.nixpkgsVersion',
    'trivial.oldestSupportedRelease',
    'trivial.oldestSupportedReleaseIsAtLeast',
    'trivial.release',
    'trivial.revisionWithDefault',
    'trivial.version',
    'trivial.versionSuffix',
  ]),
  ...because('it is made from tables that change with the releases of nixpkgs', [
    'licenses',
    'maintainers',
    'platforms',
    'teams',
    'meta.getLicenseFromSpdxId',
    'meta.getLicenseFromSpdxIdOr',
    'meta.licensesSpdx',
    'systems.*',
  ]),
  ...because('it hangs on how Nix is called', ['trivial.inNixShell', 'trivial.inPureEvalMode']),
  ...because('it hangs on the settings of the Nix that evaluates', ['flakes.*']),
  ...because('it hangs on the state of a Git repository', [
    'sources.commitIdFromGitRepo',
    'sources.pathIsGitRepo',
  ]),
  ...because(
    "it is a part of nixpkgs' module system, which vmsilo-nixgen has in a form of its own",
    ['evalOptionValue', 'modules.*', 'options.*', 'types.*'],
  ),
]);

function because(reason: string, names: readonly string[]): readonly (readonly [string, string])[] {
  return names.map((name) => [name, reason]);
}
