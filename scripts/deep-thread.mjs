import { Worker } from 'node:worker_threads';

/**
 * Runs a script in a thread with a larger stack.
 *
 * @param script its URL; it posts one message, the answer
 * @returns the answer
 */
export function inDeepThread(script, workerData, megabytes) {
  return new Promise((done, fail) => {
    const resourceLimits = { stackSizeMb: megabytes };
    const worker = new Worker(new URL(script), { workerData, resourceLimits });
    worker.once('message', done);
    worker.once('error', fail);
  });
}
