import { systemReason } from '../resolve/system-reason.ts';

/** Something went wrong outside of the program and of the configuration; the message is one whole line. */
export class Failure extends Error {}

/**
 * Does something with the system.
 *
 * @param intention what was tried, as in ``write `a.nix` ``
 * @throws Failure that says so, where the system refuses
 */
export function attempt<T>(intention: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const reason = systemReason(error);
    if (reason === null) throw error;
    throw new Failure(`cannot ${intention}: ${reason}`);
  }
}
