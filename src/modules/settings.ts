import { dirname, resolve } from 'node:path/posix';
import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { Diagnostic } from '../report/diagnostic.ts';
import { quote, show } from '../report/quote.ts';
import type { Source, Span } from '../report/span.ts';
import { readBytes } from '../resolve/builtins/file-access.ts';
import { type Files, isBelow } from '../resolve/files.ts';
import { NixError } from '../resolve/nix-error.ts';
import { UnknownSignal } from '../resolve/unknown.ts';
import { type Assignment, assignmentOf } from './assignments.ts';
import { readAttributePath } from './attribute-path.ts';
import type { HelpersRequest } from './helpers-file.ts';
import { textIn } from './json-string.ts';

/** What `vmsilo-nixgen.json` says. */
export interface Settings {
  /** Where each host's file goes: absolute paths, by the host's name. */
  readonly outputs: ReadonlyMap<string, string>;
  /** Where the module for the host's own side goes, of those that want one: as above. */
  readonly hostConfigs: ReadonlyMap<string, string>;
  /** vmsilo's `helpers.nix`, to allocate by; null for our own allocation. */
  readonly helpers: HelpersRequest | null;
  /** What is given by hand for what the source does not say. */
  readonly assignments: readonly Assignment[];
  readonly diagnostics: readonly Diagnostic[];
}

const settingsName = 'vmsilo-nixgen.json';

export const noSettings: Settings = {
  outputs: new Map(),
  hostConfigs: new Map(),
  helpers: null,
  assignments: [],
  diagnostics: [],
};

/** Reads the nearest settings file at or above a folder, but not above the root. */
export function readSettings(folder: string, files: Files): Settings {
  for (let at = folder; isBelow(at, files.root); at = dirname(at)) {
    const path = `${at}/${settingsName}`;
    const { kind } = files.inspect(path);
    if (kind !== 'missing' && kind !== 'unstaged') return readFrom(path, files);
    if (at === '/') break;
  }
  return noSettings;
}

/** Settings that can't be read are an error, and not as if there were none: they could say where the file goes. */
function readFrom(path: string, files: Files): Settings {
  try {
    return parseSettings(path, readBytes(path, files));
  } catch (error) {
    const isLinkOut = error instanceof UnknownSignal;
    if (!isLinkOut && !(error instanceof NixError)) throw error;
    const message = isLinkOut
      ? `${quote(path)} is a link that leads out of the root ${quote(files.root)}`
      : error.message;
    const span = { source: { path, text: '' }, start: 0, end: 0 };
    return { ...noSettings, diagnostics: [invalid(message, span)] };
  }
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
  const pathIn = (node: Node): string | null => {
    const text = textIn(node, source)?.text ?? '';
    if (text !== '') return text;
    refuse(node, 'expected a path');
    return null;
  };
  const members = new Map<string, Node>();
  for (const [name, node] of membersOf(tree, source, refuse)) {
    if (settingNames.includes(name)) members.set(name, node);
    else refuse(node, `there is no setting \`${show(name)}\``);
  }
  const below = (name: string): readonly Member[] => {
    const node = members.get(name);
    return node === undefined ? [] : membersOf(node, source, refuse);
  };
  const folder = dirname(path);
  const outputs = new Map<string, string>();
  const hostConfigs = new Map<string, string>();
  const filesOfHosts = new Map([
    ['output', outputs],
    ['hostConfig', hostConfigs],
  ]);
  for (const [host, settings] of below('hosts')) {
    for (const [name, node] of membersOf(settings, source, refuse)) {
      const files = filesOfHosts.get(name);
      const file = files && pathIn(node);
      if (files === undefined) refuse(node, `a host has no setting \`${show(name)}\``);
      else if (file != null) files.set(host, resolve(folder, file));
    }
  }
  const assignments: Assignment[] = [];
  for (const [name, node, key] of below('set')) {
    const value = textIn(node, source);
    if (value === null) {
      refuse(node, 'expected a Nix expression in a string');
      continue;
    }
    const names = readAttributePath(name);
    if (names.kind === 'error' || names.end < name.length) {
      refuse(key, `\`${show(name)}\` is not a path of attribute names`);
      continue;
    }
    const assignment = assignmentOf(names.names, span(key), {
      kind: 'text',
      source: value,
      folder,
    });
    if ('path' in assignment) assignments.push(assignment);
    else diagnostics.push(assignment);
  }
  const helpersNode = members.get('helpers');
  const given = helpersNode === undefined ? null : pathIn(helpersNode);
  const helpers =
    helpersNode === undefined || given === null ? null : { given, folder, span: span(helpersNode) };
  return { outputs, hostConfigs, helpers, assignments, diagnostics };
}

const settingNames = ['$schema', 'helpers', 'hosts', 'set'];

type Member = readonly [name: string, value: Node, key: Node];

function membersOf(
  node: Node,
  source: Source,
  refuse: (node: Node, message: string) => void,
): readonly Member[] {
  if (node.type !== 'object') {
    refuse(node, 'expected an object');
    return [];
  }
  const seen = new Set<string>();
  return (node.children ?? []).flatMap(({ children }) => {
    const [key, value] = children ?? [];
    if (key === undefined || value === undefined) return [];
    const name = textIn(key, source)?.text ?? '';
    if (seen.has(name)) refuse(key, `\`${show(name)}\` is there twice`);
    seen.add(name);
    return [[name, value, key] as const];
  });
}

function invalid(message: string, span: Span): Diagnostic {
  return {
    code: 'settings-invalid',
    message,
    help: `write ${settingsName} as { "hosts": { "NAME": { "output": "FILE" } }, "set": { "PATH": "NIX" }, "helpers": "FILE" }`,
    span,
    related: [],
  };
}
