import type { Code } from '../report/codes.ts';
import type { Diagnostic, Related } from '../report/diagnostic.ts';
import { quote } from '../report/quote.ts';
import { isError } from '../report/report.ts';
import type { Span } from '../report/span.ts';
import { openList } from '../resolve/demand.ts';
import { attempt } from '../resolve/join.ts';
import { NixError } from '../resolve/nix-error.ts';
import { stack } from '../resolve/stack.ts';
import { force } from '../resolve/thunk.ts';
import { isUnknown } from '../resolve/unknown.ts';
import type { Slot } from '../resolve/value.ts';
import type { Configuration } from './configuration.ts';
import { readConfiguration } from './configuration.ts';
import type { Flake, Host, UnreadHost } from './flake.ts';
import { argumentsOf } from './nixos-system.ts';
import type { Reading } from './nixpkgs.ts';
import type { OptionReading } from './option.ts';

/** A host of a flake, with its configuration. */
export interface HostConfiguration {
  readonly name: string;
  readonly configuration: Configuration;
}

export type HostChoice =
  | { readonly kind: 'hosts'; readonly hosts: readonly HostConfiguration[] }
  | { readonly kind: 'error'; readonly diagnostic: Diagnostic };

export interface HostRequest {
  /** By `--host`; null if that is not given. */
  readonly named: string | null;
  /** Whether the named one's file has a name of its own. */
  readonly hasOutput: boolean;
  /** Whether no file is written. */
  readonly writesNothing: boolean;
  /** The hosts that have an output in the settings. */
  readonly settled: ReadonlySet<string>;
}

/**
 * The hosts of a flake to generate for: the one that is named, those that settings name an output for, or the only
 * one that defines something under `programs.vmsilo`.
 */
export function chooseHosts(
  flake: Flake,
  reading: Reading,
  entry: Span,
  { named, hasOutput, writesNothing, settled }: HostRequest,
): HostChoice {
  const place = flake.span ?? entry;
  const configurationOf = (host: Host): HostConfiguration => ({
    name: host.name,
    configuration: readHost(host, reading, place),
  });
  if (named !== null) {
    const host = flake.hosts.find(({ name }) => name === named);
    if (host === undefined) return missingHost(named, `this flake has no host`, flake, place);
    const chosen = configurationOf(host);
    const others = flake.hosts.filter(({ name }) => name !== named).map(configurationOf);
    if (hasOutput || writesNothing || !others.some((other) => usesVmsilo(other) === 'yes')) {
      return { kind: 'hosts', hosts: [chosen] };
    }
    const message = `the file of ${quote(named)} needs a name, because other hosts use vmsilo, too`;
    return hostError('host-ambiguous', message, nameOutputs, place, []);
  }
  const missing = [...settled].find((name) => !flake.hosts.some((host) => host.name === name));
  if (missing !== undefined) {
    return missingHost(
      missing,
      `the settings name a host that this flake does not have:`,
      flake,
      place,
    );
  }
  if (settled.size > 1 && writesNothing) {
    const message = `several hosts have an output: ${[...settled].map(quote).join(', ')}`;
    return hostError('host-ambiguous', message, nameHost, place, []);
  }
  if (settled.size > 0) {
    const hosts = flake.hosts.filter(({ name }) => settled.has(name)).map(configurationOf);
    return { kind: 'hosts', hosts };
  }
  const help = writesNothing ? nameHost : nameOutputs;
  return findUser(flake, flake.hosts.map(configurationOf), help, place);
}

/**
 * The only host that uses vmsilo; or else the only one that may, which then says what is wrong with it; or else the
 * only one that has vmsilo switched off.
 *
 * @param toName what to do where there are several
 */
function findUser(
  flake: Flake,
  configurations: readonly HostConfiguration[],
  toName: string,
  place: Span,
): HostChoice {
  const used = configurations.map((host) => ({ host, use: usesVmsilo(host) }));
  const using = used.filter(({ use }) => use === 'yes').map(({ host }) => host);
  const doubtful = used.filter(({ use }) => use === 'maybe').map(({ host }) => host);
  const disabled = used.filter(({ use }) => use === 'disabled').map(({ host }) => host);
  const chosen = [using, doubtful, disabled].find((hosts) => hosts.length > 0) ?? [];
  if (chosen.length === 1) return { kind: 'hosts', hosts: chosen };
  if (using.length > 1 || chosen === disabled) {
    const what = using.length > 1 ? 'use vmsilo' : 'have vmsilo switched off, and none uses it';
    const message = `several hosts of this flake ${what}: ${quoteAll(chosen)}`;
    return hostError('host-ambiguous', message, toName, place, []);
  }
  const [unread] = flake.unread;
  if (configurations.length === 0 && unread !== undefined) {
    const which =
      unread.name === null ? 'which hosts this flake has' : `the host ${quote(unread.name)}`;
    const message = `${which} depends on ${becauseOf(unread)}`;
    return hostError('unresolved', message, nameModule, place, relatedTo(flake.unread));
  }
  const message = 'no host of this flake defines anything under `programs.vmsilo`';
  if (doubtful.length > 0) {
    const help = `not everything that ${quoteAll(doubtful)} import can be read: name one with \`--host\` to see what`;
    return hostError('vmsilo-not-found', message, help, place, []);
  }
  return hostError('vmsilo-not-found', message, listHosts(flake), place, relatedTo(flake.unread));
}

function missingHost(name: string, message: string, flake: Flake, place: Span): HostChoice {
  const unread =
    flake.unread.find((host) => host.name === name) ??
    flake.unread.find((host) => host.name === null);
  if (unread === undefined) {
    return hostError('host-missing', `${message} ${quote(name)}`, listHosts(flake), place, []);
  }
  const why = `the host ${quote(name)} depends on ${becauseOf(unread)}`;
  return hostError('unresolved', why, nameModule, place, relatedTo([unread]));
}

function becauseOf({ cause: { subject, reason } }: UnreadHost): string {
  return `${quote(subject)}, which vmsilo-nixgen can't know: ${reason}`;
}

const nameHost = 'name one with `--host`';

const nameOutputs =
  'name one with `--host` and `--output`, or give each an output in `vmsilo-nixgen.json`';

const nameModule = "name the host's own module instead: the file or folder that declares its VMs";

function listHosts({ hosts, unread }: Flake): string {
  const named = hosts.map(({ name }) => quote(name)).join(', ');
  const known = named === '' ? 'it has no hosts' : `its hosts are: ${named}`;
  const names = unread.flatMap(({ name }) => (name === null ? [] : [quote(name)]));
  const others = unread.some(({ name }) => name === null) ? '; there may be others' : '';
  return names.length === 0
    ? `${known}${others}`
    : `${known}; ${names.join(', ')} can't be read${others}`;
}

function quoteAll(hosts: readonly HostConfiguration[]): string {
  return hosts.map(({ name }) => quote(name)).join(', ');
}

function relatedTo(unread: readonly UnreadHost[]): readonly Related[] {
  const causes = new Map(unread.map(({ cause }) => [`${cause.subject}: ${cause.reason}`, cause]));
  return [...causes.values()].flatMap(({ subject, reason, span }) =>
    span === null ? [] : [{ message: `${quote(subject)} can't be known: ${reason}`, span }],
  );
}

function hostError(
  code: Code,
  message: string,
  help: string,
  span: Span,
  related: readonly Related[],
): HostChoice {
  return { kind: 'error', diagnostic: { code, message, help, span, related } };
}

function readHost(host: Host, { evaluation, nixpkgs }: Reading, entry: Span): Configuration {
  return readConfiguration({
    evaluation,
    lib: host.lib,
    packagesLib: nixpkgs.lib,
    entry: host.span ?? entry,
    modules: host.modules
      .flatMap(modulesIn)
      .map((slot, index) => ({ slot, file: 'flake.nix', key: `:anon-${index + 1}` })),
    specialArgs: argumentsOf(host.specialArgs),
  });
}

/** A list's modules; what is unknown of it stands for a module that is. */
function modulesIn(modules: Slot): readonly Slot[] {
  const value = attempt(() => force(modules));
  if (isUnknown(value)) return [value];
  const { items, rest } = openList(value);
  return rest === null ? items : [...items, rest];
}

type Use = 'yes' | 'maybe' | 'disabled' | 'no';

/** Where not everything can be read, a host that is not seen to use vmsilo may. */
function usesVmsilo({ configuration }: HostConfiguration): Use {
  const { depth, calls } = stack;
  try {
    const defined = configuration.defines(['programs', 'vmsilo']);
    if (defined === 'yes' && isDisabled(configuration)) return 'disabled';
    return defined === 'no' && configuration.diagnostics.some(isError) ? 'maybe' : defined;
  } catch (signal) {
    if (!(signal instanceof NixError)) throw signal;
    stack.depth = depth;
    stack.calls = calls;
    return 'maybe';
  }
}

/** Whether `enable` is false, or nothing is left of what is defined: a shared module whose condition is false. */
function isDisabled({ option }: Configuration): boolean {
  const enable = option(['programs', 'vmsilo', 'enable']);
  if (enable !== null && isSet(enable)) return attempt(() => force(enable.value)) === false;
  const vms = option(['programs', 'vmsilo', 'nixosVms']);
  return vms !== null && vms.merged.hangsOn === null && !isSet(vms);
}

/** Whether a file sets an option. Its default has none. */
function isSet({ merged }: OptionReading): boolean {
  return merged.definitions.some(({ file }) => file !== '');
}
