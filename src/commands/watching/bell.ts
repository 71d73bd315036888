/**
 * How long nothing may have happened before a run starts, in milliseconds: a save of several steps, and a branch
 * switch of a hundred files, are one change.
 */
const quietMs = 75;

/** How long a run waits for that at most, in milliseconds: where something happens all the time, it starts all the same. */
export const longestWaitMs = 1000;

/** How long a run waits at most for somebody who is known to be at work, in milliseconds. */
const longestWorkMs = 5000;

/** Rings when something happens. */
export interface Bell {
  readonly ring: () => void;
  /** Takes back that it has rung. */
  readonly reset: () => void;
  /** Resolves when it rings, or at once if it has rung since the last reset. */
  readonly rung: () => Promise<void>;
  /**
   * Resolves when it has not rung for {@link quietMs} and nobody is at work, or {@link longestWaitMs}, of work
   * {@link longestWorkMs}, have passed; reset.
   *
   * @param isAtWork whether somebody is known to have more to do
   */
  readonly quiet: (isAtWork?: () => boolean) => Promise<void>;
}

/** @param stop ends all waiting */
export function createBell(stop: AbortSignal): Bell {
  let hasRung = false;
  let wake: () => void = () => {};
  stop.addEventListener('abort', () => wake());

  const ring = (): void => {
    hasRung = true;
    wake();
  };
  const reset = (): void => {
    hasRung = false;
  };
  const wait = (milliseconds: number | null): Promise<void> =>
    new Promise((resolve) => {
      if (hasRung || stop.aborted) return resolve();
      const timer = milliseconds === null ? undefined : setTimeout(() => wake(), milliseconds);
      wake = () => {
        wake = () => {};
        clearTimeout(timer);
        resolve();
      };
    });
  const quiet = async (isAtWork = () => false): Promise<void> => {
    const start = performance.now();
    const isWithin = (milliseconds: number) => performance.now() < start + milliseconds;
    do {
      reset();
      await wait(quietMs);
    } while (
      !stop.aborted &&
      ((hasRung && isWithin(longestWaitMs)) || (isWithin(longestWorkMs) && isAtWork()))
    );
    reset();
  };
  return { ring, reset, rung: () => wait(null), quiet };
}
