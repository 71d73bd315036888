import { setImmediate } from 'node:timers/promises';

/** What ends a process in order: Ctrl-C, `kill`, a closed terminal. */
export const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does something that is not to be left half done. A signal that comes meanwhile ends the process afterwards, unless
 * somebody else listens for it: see {@link endIfSignalled}.
 */
export function uninterrupted<T>(action: () => T): T {
  for (const signal of stopSignals) {
    if (process.listenerCount(signal) > 0) continue;
    process.once(signal, () => process.kill(process.pid, signal));
  }
  return action();
}

/**
 * Lets signals that came meanwhile have their effect; without it, a run that is done would end as if nothing had come.
 * The first turn of the event loop may be the rest of one that has seen its signals already.
 */
export async function endIfSignalled(): Promise<void> {
  await setImmediate();
  await setImmediate();
}
