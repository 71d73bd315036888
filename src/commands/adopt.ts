import { closeSync, openSync } from 'node:fs';
import { resolve } from 'node:path/posix';
import { parseJson } from '../modules/json-value.ts';
import { printName, printNix } from '../print/nix.ts';
import { count } from '../report/count.ts';
import type { Diagnostic } from '../report/diagnostic.ts';
import { showPath, showPlace } from '../report/path.ts';
import { quote, show } from '../report/quote.ts';
import { isError } from '../report/report.ts';
import type { Source } from '../report/span.ts';
import { encode } from '../report/utf8.ts';
import { readToEnd, toFsPath } from '../resolve/files.ts';
import { type Insertion, insertSibling } from '../syntax/sibling.ts';
import type { Adoption, Pin } from '../vmsilo/adopt.ts';
import { type RunningLink, runningLinks } from '../vmsilo/running-links.ts';
import type { Analyse, Analysis } from './analyse.ts';
import { attempt, Failure } from './failure.ts';
import { onlyOutput } from './only-output.ts';
import { findOutputFile } from './output-file.ts';
import { type ReadingOptions, requestOf } from './reading-options.ts';
import type { ExitStatus } from './run.ts';
import type { Surroundings } from './surroundings.ts';
import { analyseAndTell } from './tell.ts';
import { writeFile } from './write-file.ts';

/** As on the command line. */
export interface AdoptOptions extends ReadingOptions {
  /** Puts the subnets into the sources, where their place is plain. */
  readonly write?: boolean;
}

/**
 * Prints the subnets that have to be set so that each link keeps the address that it has in a running system, as Nix;
 * or writes them into the sources.
 *
 * @param injections a file with the JSON of `programs.vmsilo._internal.netvmInjections`; `-` for standard input
 */
export async function adopt(
  injections: string,
  entry: string,
  options: AdoptOptions,
  analyse: Analyse,
  surroundings: Surroundings,
): Promise<ExitStatus> {
  const { workingFolder } = surroundings;
  const running = readRunning(injections, workingFolder);
  const request = { ...requestOf(entry, options, workingFolder), running, writesNothing: true };
  const { analysis, diagnostics } = await analyseAndTell(request, options, analyse, surroundings);
  if (diagnostics.some(isPreventing)) return 2;
  const adoption = onlyOutput(analysis)?.adoption ?? null;
  if (adoption === null) return 2;
  const edits = options.write
    ? editsFor(adoption.pins)
    : { byFile: new Map(), others: adoption.pins };
  if (edits.byFile.size > 0) {
    const undo = writeEdits(edits.byFile, analysis, workingFolder);
    const after = await analyse(request);
    const left = onlyOutput(after)?.adoption?.pins.length;
    if (after.diagnostics.some(isPreventing) || left !== edits.others.length) {
      undo();
      throw new Failure(
        'the subnets did not have the effect that they should, and were taken out again: run it without --write, and set them by hand',
      );
    }
  }
  await surroundings.writeData(linesFor(edits.others, workingFolder));
  if (!options.quiet && options.format === 'pretty') {
    surroundings.writeMessage(summaryOf(adoption, edits, workingFolder));
  }
  return 0;
}

function readRunning(file: string, workingFolder: string): ReadonlyMap<string, RunningLink> {
  const name = file === '-' ? 'standard input' : `\`${show(encode(file))}\``;
  const path = file === '-' ? null : resolve(workingFolder, encode(file));
  const text = attempt(`read ${name}`, () => readInjections(path));
  if (text === null) throw new Failure(`${name} has more than ${largestInjections} bytes`);
  const links = runningLinks(parseJson(text));
  if (links !== null) return links;
  throw new Failure(
    `${name} is not the JSON of netvmInjections: make it with \`nix eval --json .#nixosConfigurations.HOST.config.programs.vmsilo._internal.netvmInjections\``,
  );
}

const largestInjections = 2 ** 26;

/** @param path null for standard input; a FIFO will do, as of a shell's `<(...)` */
function readInjections(path: string | null): string | null {
  const descriptor = path === null ? 0 : openSync(toFsPath(path), 'r');
  try {
    return readToEnd(descriptor, largestInjections);
  } finally {
    if (path !== null) closeSync(descriptor);
  }
}

/** That vmsilo's allocator gives two links one address is what subnets mend. */
function isPreventing(diagnostic: Diagnostic): boolean {
  return isError(diagnostic) && diagnostic.code !== 'subnet-collision';
}

interface Edits {
  readonly byFile: ReadonlyMap<Source, readonly Insertion[]>;
  /** Subnets whose place is not plain. */
  readonly others: readonly Pin[];
}

function editsFor(pins: readonly Pin[]): Edits {
  const byFile = new Map<Source, Insertion[]>();
  const others: Pin[] = [];
  for (const pin of pins) {
    const path = [pin.client, 'network', 'netvm'];
    const insertion = insertSibling(pin.span, path, 'netvmSubnet', printNix(pin.subnet));
    if (insertion === null) {
      others.push(pin);
      continue;
    }
    const found = byFile.get(pin.span.source);
    if (found === undefined) byFile.set(pin.span.source, [insertion]);
    else found.push(insertion);
  }
  return { byFile, others };
}

/** @returns what puts the files back as they were */
function writeEdits(
  byFile: Edits['byFile'],
  { root }: Analysis,
  workingFolder: string,
): () => void {
  const files = Array.from(byFile, ([{ path, text }, insertions]) => {
    const file = findOutputFile(path, root, workingFolder);
    if (file.current?.text !== text) {
      throw new Failure(`\`${file.name}\` changed while it was read: run it again`);
    }
    return { file, before: text, after: inserted(text, insertions), mode: file.current.mode };
  });
  const written: typeof files = [];
  const undo = () => {
    for (const { file, before, after, mode } of written) {
      writeFile({ ...file, current: { text: after, mode } }, before);
    }
  };
  try {
    for (const one of files) {
      writeFile(one.file, one.after);
      written.push(one);
    }
  } catch (error) {
    undo();
    throw error;
  }
  return undo;
}

function inserted(text: string, insertions: readonly Insertion[]): string {
  return insertions
    .toSorted((a, b) => b.offset - a.offset)
    .reduce(
      (edited, { offset, text }) => edited.slice(0, offset) + text + edited.slice(offset),
      text,
    );
}

/** Each a definition that any module can hold. */
function linesFor(pins: readonly Pin[], workingFolder: string): string {
  return pins
    .map((pin) => {
      const option = `programs.vmsilo.nixosVms.${printName(pin.client)}.network.netvmSubnet`;
      return `${option} = ${printNix(pin.subnet)}; # next to netvm, ${encode(showPlace(pin.span, workingFolder))}\n`;
    })
    .join('');
}

function summaryOf(adoption: Adoption, { byFile, others }: Edits, workingFolder: string): string {
  const { pins, kept, moved, clashing, renamed, added, removed } = adoption;
  const written = pins.length - others.length;
  const files = [...byFile.keys()].map(({ path }) => `\`${showPath(path, workingFolder)}\``);
  return [
    ...renamed.map(
      ({ client, from, to }) =>
        `note: the bridge of ${quote(client)} was ${quote(from)} and will be ${quote(to)}`,
    ),
    ...moved.map(
      ({ client, from, to }) =>
        `note: ${quote(client)} moves from \`${from}\` to \`${to}\`, which is set`,
    ),
    ...clashing.map(
      ({ client, subnet, owner }) =>
        `note: ${quote(client)} can't keep \`${subnet}\`, because ${quote(owner)} has it, too`,
    ),
    ...added.map(
      ({ client, netvm }) =>
        `note: the running system has no link from ${quote(client)} to ${quote(netvm)}`,
    ),
    ...removed.map(
      ({ client, netvm }) =>
        `note: the link from ${quote(client)} to ${quote(netvm ?? 'nowhere')} is not in the configuration`,
    ),
    `${count(kept.length, 'link')} of the running system ${kept.length === 1 ? 'keeps its address' : 'keep their address'}, ${count(pins.length, 'link')} only by a subnet that is set`,
    ...(written > 0 ? [`${count(written, 'subnet')} written into ${files.join(', ')}`] : []),
    ...(others.length > 0
      ? [
          `${count(others.length, 'subnet')} to be set by hand: next to \`netvm\`, or as definitions of a module`,
        ]
      : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}
