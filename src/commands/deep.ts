import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { isError } from '../report/report.ts';
import { bytesPerUnit, type Limits, StackHandover, shallowBudget } from '../resolve/stack.ts';
import { loadParser } from '../syntax/parser.ts';
import { createProgramCache, type ReadProgram } from '../syntax/read-program.ts';
import { type Analyse, type Analysis, type AnalysisRequest, analyse, limitsOf } from './analyse.ts';

/**
 * Reads a configuration and computes its injections, however deep its evaluation goes: what this thread's stack
 * does not carry is done again in a thread with a larger one. A configuration seldom needs that.
 *
 * @param readFile reads the Nix files that are imported, as long as this thread does it
 */
export async function analyseAtAnyDepth(
  request: AnalysisRequest,
  readFile?: ReadProgram,
): Promise<Analysis> {
  await loadParser();
  try {
    return analyse(request, shallowBudget, readFile);
  } catch (signal) {
    if (!isStackSignal(signal)) throw signal;
    return await analyseDeep(request);
  }
}

/** As {@link analyseAtAnyDepth}, again and again: files that have not changed are parsed once. */
export function analyseRepeatedly(): Analyse {
  const programs = createProgramCache();
  return async (request) => {
    const analysis = await analyseAtAnyDepth(request, programs.read);
    if (!analysis.diagnostics.some(isError)) programs.dropUnused();
    return analysis;
  };
}

/** The engine's own limit is met where binding names, or a built-in function of ours, takes more of the stack than it counts. */
function isStackSignal(signal: unknown): boolean {
  return signal instanceof StackHandover || signal instanceof RangeError;
}

/** The program itself is what the thread runs: it sees that it is not the main one. */
function analyseDeep(request: AnalysisRequest): Promise<Analysis> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./cli.js', import.meta.url), {
      workerData: request,
      resourceLimits: { stackSizeMb: stackSizeMb(limitsOf(request)) },
    });
    worker.once('message', (analysis: Analysis) => {
      resolve(analysis);
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the analysis ended without a result')));
  });
}

/** Some of the thread's stack is the engine's. */
function stackSizeMb({ depth }: Limits): number {
  return Math.ceil((depth * bytesPerUnit) / 2 ** 20) + 16;
}

/** Does in a thread of its own what {@link analyseAtAnyDepth} asks for. */
export async function serveDeepAnalysis(): Promise<void> {
  if (isMainThread || parentPort === null) throw new Error('this is the main thread');
  await loadParser();
  const request: AnalysisRequest = workerData;
  parentPort.postMessage(analyse(request, limitsOf(request).depth));
}
