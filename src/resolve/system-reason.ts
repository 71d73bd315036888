import { getSystemErrorMap } from 'node:util';

/** What the system said, as in "permission denied"; null for an error that is not the system's. */
export function systemReason(error: unknown): string | null {
  if (!(error instanceof Error) || !('errno' in error) || typeof error.errno !== 'number') {
    return null;
  }
  const [, reason] = getSystemErrorMap().get(error.errno) ?? [];
  return reason ?? error.message;
}

/** Why something could not be read, for a message. */
export function reasonOf(error: unknown): string {
  return systemReason(error) ?? (error instanceof Error ? error.message : String(error));
}
