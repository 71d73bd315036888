import type { Code } from '../report/codes.ts';
import type { Diagnostic } from '../report/diagnostic.ts';
import { quote } from '../report/quote.ts';
import type { Span } from '../report/span.ts';
import { openList } from '../resolve/demand.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import { attempt } from '../resolve/join.ts';
import { NixError } from '../resolve/nix-error.ts';
import { stack } from '../resolve/stack.ts';
import { force } from '../resolve/thunk.ts';
import { isUnknown } from '../resolve/unknown.ts';
import type { Configuration } from './configuration.ts';
import { readConfiguration } from './configuration.ts';
import type { Flake, Host } from './flake.ts';

/** A host of a flake, with its configuration. */
export interface HostConfiguration {
  readonly name: string;
  readonly configuration: Configuration;
}

export type HostChoice =
  | { readonly kind: 'hosts'; readonly hosts: readonly HostConfiguration[] }
  | { readonly kind: 'error'; readonly diagnostic: Diagnostic };

/**
 * The hosts of a flake to generate for: the one that is named, those that settings name an output for, or the only one that
 * defines something under `programs.vmsilo`.
 *
 * @param named by `--host`; null if that is not given
 * @param hasOutput whether the named one's file has a name of its own
 * @param settled the hosts that have an output in the settings
 */
export function chooseHosts(
  flake: Flake,
  evaluation: Evaluation,
  entry: Span,
  named: string | null,
  hasOutput: boolean,
  settled: ReadonlySet<string>,
): HostChoice {
  const place = flake.span ?? entry;
  const configurationOf = (host: Host): HostConfiguration => ({
    name: host.name,
    configuration: readHost(host, flake, evaluation, entry),
  });
  if (named !== null) {
    const host = flake.hosts.find(({ name }) => name === named);
    if (host === undefined) {
      return hostError('host-missing', `this flake has no host ${quote(named)}`, flake, place);
    }
    const others = flake.hosts.filter(({ name }) => name !== named);
    const isOnly = hasOutput || !others.map(configurationOf).some(usesVmsilo);
    if (isOnly) return { kind: 'hosts', hosts: [configurationOf(host)] };
    const message = `the file of ${quote(named)} needs a name, because other hosts use vmsilo, too`;
    return hostError('host-ambiguous', message, flake, place);
  }
  const missing = [...settled].find((name) => !flake.hosts.some((host) => host.name === name));
  if (missing !== undefined) {
    const message = `the settings name a host ${quote(missing)}, which this flake does not have`;
    return hostError('host-missing', message, flake, place);
  }
  const using = flake.hosts.map(configurationOf).filter(usesVmsilo);
  const chosen = settled.size > 0 ? using.filter(({ name }) => settled.has(name)) : using;
  if (chosen.length === 1 || settled.size > 0) return { kind: 'hosts', hosts: chosen };
  if (chosen.length === 0) {
    const message = 'no host of this flake defines anything under `programs.vmsilo`';
    return hostError('vmsilo-not-found', message, flake, place);
  }
  const names = using.map(({ name }) => quote(name)).join(', ');
  const message = `several hosts of this flake use vmsilo: ${names}`;
  return hostError('host-ambiguous', message, flake, place);
}

function hostError(code: Code, message: string, flake: Flake, span: Span): HostChoice {
  return {
    kind: 'error',
    diagnostic: { code, message, help: helpFor(code, flake), span, related: [] },
  };
}

function helpFor(code: Code, { hosts, unknownHosts }: Flake): string {
  if (code === 'host-ambiguous') {
    return 'name one with `--host` and `--output`, or give each an output in `vmsilo-nixgen.json`';
  }
  const known = hosts.map(({ name }) => quote(name)).join(', ') || 'none';
  const others = unknownHosts.map(quote).join(', ');
  const unread = others === '' ? '' : `; these can't be read: ${others}`;
  return `the hosts of this flake are: ${known}${unread}`;
}

function readHost(host: Host, { lib }: Flake, evaluation: Evaluation, entry: Span): Configuration {
  const value = attempt(() => force(host.modules));
  const { items, rest } = isUnknown(value) ? { items: [], rest: value } : openList(value);
  const all = rest === null ? items : [...items, rest];
  return readConfiguration({
    evaluation,
    lib,
    entry: host.span ?? entry,
    modules: all.map((slot, index) => ({ slot, file: 'flake.nix', key: `:anon-${index + 1}` })),
    specialArgs: host.specialArgs,
  });
}

/** A host that can't be read as far as that may use it, too. */
function usesVmsilo({ configuration }: HostConfiguration): boolean {
  const { depth, calls } = stack;
  try {
    return configuration.defines(['programs', 'vmsilo']);
  } catch (signal) {
    if (!(signal instanceof NixError)) throw signal;
    stack.depth = depth;
    stack.calls = calls;
    return true;
  }
}
