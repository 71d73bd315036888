import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives all tests, and what they run, one folder for temporary files, which is removed in the end. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'vmsilo-nixgen-tests-'));
  // Some tests run the program as another user.
  chmodSync(folder, 0o755);
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true });
}
