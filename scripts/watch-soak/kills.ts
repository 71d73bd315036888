import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seeded } from '../fuzz/random.ts';

export interface KillSettings {
  readonly seed: number;
  /** How many times the program is killed while it writes. */
  readonly count: number;
  /** An empty folder. */
  readonly folder: string;
  /** The built program. */
  readonly program: string;
}

export interface KillResult {
  /** The file was the one before. */
  readonly old: number;
  /** The file was the one that was being written. */
  readonly young: number;
  /** Temporary files that were left. */
  readonly temporary: number;
}

const output = 'netvm-injections.nix';
const ranges = ['10.1.0.0/16', '10.2.0.0/16'] as const;
const largestDelayMs = 4;

/**
 * Kills the program from the moment on when its temporary file appears.
 *
 * @throws if the file is ever another than the one before or the one after
 */
export async function killWhileWriting(settings: KillSettings): Promise<KillResult> {
  const { seed, count, folder, program } = settings;
  const random = seeded(seed);
  const tree = join(folder, 'tree');
  mkdirSync(tree);
  writeFileSync(join(tree, 'configuration.nix'), configuration(150));
  const generate = (range: string) =>
    spawn(process.execPath, [program, '--quiet', '--range', range, tree], { stdio: 'ignore' });
  const texts: string[] = [];
  for (const range of [...ranges].reverse()) {
    await once(generate(range), 'exit');
    texts.unshift(read(tree));
  }
  let current = 0;
  const counts = { old: 0, young: 0 };
  for (let killed = 0; killed < count; ) {
    const next = 1 - current;
    const child = generate(ranges[next] ?? ranges[0]);
    const watcher = watch(tree, (_, name) => {
      if (!isTemporary(name ?? '')) return;
      watcher.close();
      const delay = random.below(largestDelayMs + 1);
      if (delay === 0) child.kill('SIGKILL');
      else setTimeout(() => child.kill('SIGKILL'), delay);
    });
    const [, signal] = await once(child, 'exit');
    watcher.close();
    const text = read(tree);
    if (!texts.includes(text)) throw new Error(`kill ${killed}: the file is neither old nor new`);
    if (signal === 'SIGKILL') {
      killed++;
      counts[text === texts[next] ? 'young' : 'old']++;
    }
    current = texts.indexOf(text);
  }
  return { ...counts, temporary: readdirSync(tree).filter(isTemporary).length };
}

function isTemporary(name: string): boolean {
  return name.startsWith('.vmsilo-nixgen-');
}

function read(tree: string): string {
  return readFileSync(join(tree, output), 'latin1');
}

function configuration(clients: number): string {
  const names = Array.from({ length: clients }, (_, index) => `vm${index}`);
  const lines = names.map((vm) => `  ${vm}.network.netvm = "net";\n`);
  return `{ programs.vmsilo.enable = true; programs.vmsilo.nixosVms = {\n  net.network.isNetvm = true;\n${lines.join('')}}; }\n`;
}
