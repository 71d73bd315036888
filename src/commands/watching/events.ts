import { count } from '../../report/count.ts';
import { type Diagnostic, severityIn } from '../../report/diagnostic.ts';
import { printJson } from '../../report/json-text.ts';
import { relativePath } from '../../report/path.ts';
import { escapeText } from '../../report/quote.ts';
import { decode } from '../../report/utf8.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Written } from './outputs.ts';

/** What a watch says beside diagnostics. Paths are relative to the working folder; they and names are decoded. */
export type WatchEvent =
  /** Everything is watched; said once, after the first run. */
  | { readonly event: 'ready'; readonly files: number; readonly folders: number }
  /** Diagnostics that follow, up to the next `run`, are this run's. */
  | { readonly event: 'run-started'; readonly changed: readonly string[] }
  | RunEvent;

/** The end of a run. */
export interface RunEvent {
  readonly event: 'run';
  /** Files that have changed since the last run; none for the first. */
  readonly changed: readonly string[];
  readonly errors: number;
  readonly warnings: number;
  readonly outputs: readonly OutputEvent[];
  /** What the system refused; null if nothing. */
  readonly failure: string | null;
}

export interface OutputEvent {
  readonly file: string;
  /** `kept`: there is an error, and what is there stays. */
  readonly state: 'written' | 'up-to-date' | 'kept';
  /** The VMs that get something else than the file that was there says. */
  readonly vms: readonly string[];
}

/**
 * @param changed absolute paths, byte strings
 * @param failure the system's, as one line
 */
export function runEvent(
  changed: readonly string[],
  diagnostics: readonly Diagnostic[],
  written: readonly Written[],
  failure: string | null,
  workingFolder: string,
): RunEvent {
  const number = (severity: 'error' | 'warning') =>
    diagnostics.filter((diagnostic) => severityIn(diagnostic) === severity).length;
  return {
    event: 'run',
    changed: changed.map((path) => relativePath(path, workingFolder)),
    errors: number('error'),
    warnings: number('warning'),
    outputs: written.map(({ path, state, vms }) => ({
      file: relativePath(path, workingFolder),
      state,
      vms: vms.map(decode),
    })),
    failure,
  };
}

/** The version of the events in JSON; a field that is added does not change it. */
const eventsVersion = 1;

type Print = (event: WatchEvent) => string | null;

/** How each format of diagnostics says an event, as one line; null for nothing. */
export const eventPrinters: Readonly<Record<string, Print>> = {
  pretty: printPretty,
  gnu: printGnu,
  json: (event) => printJson({ version: eventsVersion, ...event }),
};

/** Tells events on standard error, each as one line. */
export function eventTeller(
  { format, quiet = false }: { readonly format: string; readonly quiet?: boolean },
  { writeMessage }: Surroundings,
): (event: WatchEvent) => void {
  const print = eventPrinters[format] ?? printPretty;
  return (event) => {
    const isLeftOut = quiet && print === printPretty && !isFailure(event);
    const line = isLeftOut ? null : print(event);
    if (line !== null) writeMessage(`${line}\n`);
  };
}

function isFailure(event: WatchEvent): boolean {
  return event.event === 'run' && event.failure !== null;
}

function printPretty(event: WatchEvent): string | null {
  switch (event.event) {
    case 'ready':
      return `watching ${count(event.files, 'file')} in ${count(event.folders, 'folder')}; Ctrl-C ends`;
    case 'run-started':
      return null;
    case 'run': {
      const why = event.changed.length === 0 ? '' : `${listed(event.changed)} changed: `;
      return `${why}${outcome(event)}`;
    }
  }
}

/** The form of the GNU Coding Standards for what concerns no line of a file; no number follows a colon. */
function printGnu(event: WatchEvent): string {
  switch (event.event) {
    case 'ready':
      return `vmsilo-nixgen: ready, watching ${count(event.files, 'file')}`;
    case 'run-started':
      return event.changed.length === 0
        ? 'vmsilo-nixgen: run started'
        : `vmsilo-nixgen: run started, ${listed(event.changed)} changed`;
    case 'run':
      return `vmsilo-nixgen: run finished, ${outcome(event)}`;
  }
}

function outcome({ errors, outputs, failure }: RunEvent): string {
  if (failure !== null) return escapeText(failure);
  if (errors > 0) return `${count(errors, 'error')}, nothing is written`;
  return outputs.map(describeOutput).join(', ');
}

function describeOutput({ file, state, vms }: OutputEvent): string {
  const name = `\`${escapeText(file)}\``;
  if (state !== 'written') return `${name} is up to date`;
  return vms.length === 0 ? `${name} is written` : `${name} is written (${listed(vms)})`;
}

const mostListed = 3;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostListed).map(escapeText).join(', ');
  const others = names.length - mostListed;
  return others > 0 ? `${shown} and ${others} more` : shown;
}
