/** What ends a process in order: Ctrl-C, `kill`, a closed terminal. */
export const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does something that is not to be left half done. A signal that comes meanwhile ends the process afterwards, unless
 * somebody else listens for it.
 */
export function uninterrupted<T>(action: () => T): T {
  for (const signal of stopSignals) {
    if (process.listenerCount(signal) > 0) continue;
    process.once(signal, () => process.kill(process.pid, signal));
  }
  return action();
}
