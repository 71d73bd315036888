import { relativePath } from '../report/path.ts';
import { show } from '../report/quote.ts';
import { systemReason } from '../resolve/system-reason.ts';
import type { Analyse, Analysis } from './analyse.ts';
import { Failure } from './failure.ts';
import { type GenerateOptions, generateRequest, judge } from './generate.ts';
import type { ExitStatus } from './run.ts';
import type { Surroundings } from './surroundings.ts';
import { tellDiagnostics } from './tell.ts';
import { type Bell, createBell, longestWaitMs } from './watching/bell.ts';
import { changesSince } from './watching/changes.ts';
import { eventPrinters, eventTeller, runEvent, type WatchEvent } from './watching/events.ts';
import { type FolderWatch, watchFolders } from './watching/folders.ts';
import { createGitLocks } from './watching/git-locks.ts';
import { outputChanges, type Written, writeTargets } from './watching/outputs.ts';
import { isSamePlaces, placesOf } from './watching/places.ts';

/**
 * Generates, and does so again when a file that took part changes, when one that was looked for comes or goes, and
 * when the file that is written is no longer what was written.
 *
 * @param stop ends it
 * @returns 0, once it is stopped
 * @throws Failure if the format has no events, the first run can't look at the configuration, or nothing more can be
 * watched
 */
export async function watch(
  entry: string,
  options: GenerateOptions,
  analyse: Analyse,
  surroundings: Surroundings,
  stop: AbortSignal,
): Promise<ExitStatus> {
  if (!Object.hasOwn(eventPrinters, options.format)) {
    const known = Object.keys(eventPrinters).join(', ');
    throw new Failure(`cannot watch with --format ${options.format}: use one of ${known}`);
  }
  const bell = createBell(stop);
  const folders = watchFolders(bell.ring);
  const request = generateRequest(entry, options, surroundings.workingFolder);
  const session: Session = {
    options,
    surroundings,
    stop,
    bell,
    folders,
    isGitAtWork: createGitLocks(),
    analyse: () => analyse({ ...request, isWatched: true }),
    tell: eventTeller(options, surroundings),
  };
  try {
    for (let run = await firstRun(session); run !== null; ) {
      const changed = await nextChanges(run, session);
      run = changed === null ? null : await nextRun(changed, run, session);
    }
    return 0;
  } finally {
    folders.close();
  }
}

interface Session {
  readonly options: GenerateOptions;
  readonly surroundings: Surroundings;
  readonly stop: AbortSignal;
  readonly bell: Bell;
  readonly folders: FolderWatch;
  /** Of the top of a work tree. */
  readonly isGitAtWork: (top: string) => boolean;
  readonly analyse: () => Promise<Analysis> | Analysis;
  readonly tell: (event: WatchEvent) => void;
}

/** What the last run looked at, and left behind. */
interface Run {
  readonly analysis: Analysis;
  readonly written: readonly Written[];
  /** It could not look at the configuration: whatever happens next is a reason for another. */
  readonly isBlind: boolean;
}

/** @returns null if it was stopped */
async function firstRun(session: Session): Promise<Run | null> {
  session.tell({ event: 'run-started', changed: [] });
  const settled = await analyseSettled([], session);
  if (settled === null) return null;
  const run = finish(settled, session);
  const { filesRead } = settled.analysis;
  session.tell({ event: 'ready', files: filesRead.length, folders: session.folders.count() });
  return run;
}

async function nextRun(
  changed: readonly string[],
  before: Run,
  session: Session,
): Promise<Run | null> {
  const { workingFolder } = session.surroundings;
  const shown = changed.map((path) => relativePath(path, workingFolder));
  session.tell({ event: 'run-started', changed: shown });
  try {
    const settled = await analyseSettled(changed, session);
    return settled === null ? null : finish(settled, session);
  } catch (error) {
    const failure = failureOf(error);
    if (failure === null) throw error;
    session.tell(runEvent(changed, [], [], failure.message, workingFolder));
    return { ...before, isBlind: true };
  }
}

interface Settled {
  readonly analysis: Analysis;
  /** What has changed since the run before. */
  readonly changed: readonly string[];
}

/**
 * Analyses until nothing has changed meanwhile, or {@link longestWaitMs} have passed and the bell rings for what has,
 * and watches all that it looked at.
 *
 * @returns null if it was stopped
 */
async function analyseSettled(
  changedBefore: readonly string[],
  session: Session,
): Promise<Settled | null> {
  const { bell, stop } = session;
  const end = performance.now() + longestWaitMs;
  const changed = new Set(changedBefore);
  while (!stop.aborted) {
    const isLast = performance.now() >= end;
    try {
      const analysis = await session.analyse();
      watchAll(analysis, session.folders);
      bell.reset();
      const since = changesSince(analysis.surveys);
      if (isLast && since.length > 0) bell.ring();
      if (isLast || since.length === 0) return { analysis, changed: [...changed] };
      for (const path of since) changed.add(path);
    } catch (error) {
      if (failureOf(error) === null || isLast || changedBefore.length === 0) throw error;
    }
    await bell.quiet();
  }
  return null;
}

/** Tells what was found, and writes what may be written. */
function finish({ analysis, changed }: Settled, session: Session): Run {
  const { options, surroundings } = session;
  const judgement = judge(analysis, options, surroundings);
  tellDiagnostics(judgement.diagnostics, analysis.root, options, surroundings);
  const { written, failure } = writeTargets(judgement);
  const { diagnostics } = judgement;
  session.tell(runEvent(changed, diagnostics, written, failure, surroundings.workingFolder));
  return { analysis, written, isBlind: false };
}

/** Waits for changes that call for another run. @returns null if it is stopped */
async function nextChanges(
  { analysis, written, isBlind }: Run,
  { bell, folders, isGitAtWork, stop, surroundings }: Session,
): Promise<readonly string[] | null> {
  for (;;) {
    await bell.rung();
    await bell.quiet(() => isGitAtWork(analysis.root));
    if (stop.aborted) return null;
    watchAll(analysis, folders);
    const ours = new Set(written.flatMap(({ path, target }) => [path, target]));
    const changed = [
      ...changesSince(analysis.surveys).filter((path) => !ours.has(path)),
      ...outputChanges(written, analysis.root, surroundings.workingFolder),
    ];
    if (isBlind || changed.length > 0) return [...new Set(changed)];
  }
}

/** Places may move while they are looked for; this often they are looked for again. */
const mostAttempts = 10;

function watchAll({ surveys, outputs }: Analysis, folders: FolderWatch): void {
  const find = () =>
    placesOf(
      surveys,
      outputs.map(({ path }) => path),
    );
  let places = find();
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    folders.set(places);
    const found = find();
    if (isSamePlaces(found, places)) return;
    places = found;
  }
}

/** What the system refused; null for another error. */
function failureOf(error: unknown): Failure | null {
  if (error instanceof Failure) return error;
  const reason = systemReason(error);
  return reason === null ? null : new Failure(`cannot read the configuration: ${show(reason)}`);
}
