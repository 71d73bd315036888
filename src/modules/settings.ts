import { dirname, resolve } from 'node:path/posix';
import { findNodeAtLocation, type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { Diagnostic } from '../report/diagnostic.ts';
import type { Source, Span } from '../report/span.ts';
import { type Files, isBelow } from '../resolve/files.ts';

/** What `vmsilo-nixgen.json` says. */
export interface Settings {
  /** Where each host's file goes: absolute paths, by the host's name. */
  readonly outputs: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

export const settingsName = 'vmsilo-nixgen.json';

export const noSettings: Settings = { outputs: new Map(), diagnostics: [] };

/** Reads the nearest settings file at or above a folder, but not above the root. */
export function readSettings(folder: string, files: Files): Settings {
  for (let at = folder; isBelow(at, files.root); at = dirname(at)) {
    const path = `${at}/${settingsName}`;
    if (files.inspect(path).kind === 'file') return parseSettings(path, files.read(path));
    if (at === '/') break;
  }
  return noSettings;
}

/** @param text one character a byte: offsets are bytes, and what is not ASCII stands in strings only */
function parseSettings(path: string, text: string): Settings {
  const source: Source = { path, text };
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  const [error] = errors;
  if (error !== undefined || tree === undefined) {
    const start = error?.offset ?? 0;
    const span = { source, start, end: start + (error?.length ?? 0) };
    return { ...noSettings, diagnostics: [invalid('this is not JSON', span)] };
  }
  const span = ({ offset, length }: Node): Span => ({
    source,
    start: offset,
    end: offset + length,
  });
  const diagnostics: Diagnostic[] = [];
  const refuse = (node: Node, message: string): void => {
    diagnostics.push(invalid(message, span(node)));
  };
  for (const [name, node] of membersOf(tree, refuse)) {
    if (name !== 'hosts' && name !== '$schema') refuse(node, `there is no setting \`${name}\``);
  }
  const outputs = new Map<string, string>();
  const hosts = findNodeAtLocation(tree, ['hosts']);
  for (const [host, settings] of hosts === undefined ? [] : membersOf(hosts, refuse)) {
    for (const [name, node] of membersOf(settings, refuse)) {
      if (name !== 'output') refuse(node, `a host has no setting \`${name}\``);
      else if (typeof node.value !== 'string' || node.value === '') refuse(node, 'expected a path');
      else outputs.set(host, resolve(dirname(path), node.value));
    }
  }
  return { outputs, diagnostics };
}

function membersOf(
  node: Node,
  refuse: (node: Node, message: string) => void,
): readonly (readonly [string, Node])[] {
  if (node.type !== 'object') {
    refuse(node, 'expected an object');
    return [];
  }
  return (node.children ?? []).flatMap(({ children }) => {
    const [key, value] = children ?? [];
    return key === undefined || value === undefined ? [] : [[String(key.value), value] as const];
  });
}

function invalid(message: string, span: Span): Diagnostic {
  return {
    code: 'settings-invalid',
    message,
    help: `write ${settingsName} as { "hosts": { "NAME": { "output": "FILE" } } }`,
    span,
    related: [],
  };
}
