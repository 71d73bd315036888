/**
 * `npm run docs` runs the examples in `docs/diagnostics.md`, and writes what the program prints into the page;
 * with `--check` it changes nothing, and exits with 1 if that is not what is there, if a code has no section, or if an
 * example does not do what it is for. The program must be built.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = join(root, 'docs/diagnostics.md');
const program = join(root, 'dist/cli.js');

const scratch = mkdtempSync(join(tmpdir(), 'diagnostics-'));
try {
  process.exitCode = await main(process.argv.includes('--check'));
} finally {
  rmSync(scratch, { recursive: true });
}

async function main(isCheck) {
  const text = readFileSync(page, 'utf8');
  const [head, ...sections] = text.split(/^(?=## )/m);
  const problems = [];
  const written = await mapTwo(sections, (section, index) => renewed(section, index, problems));
  const names = sections.map((section) => /^## (\S+)$/m.exec(section)?.[1]);
  for (const code of codesInSource()) {
    if (!names.includes(code)) problems.push(`docs/diagnostics.md has no section for ${code}`);
  }
  const renewedText = head + written.join('');
  if (isCheck && renewedText !== text) {
    problems.push('docs/diagnostics.md is stale: run npm run docs');
  }
  if (!isCheck) writeFileSync(page, renewedText);
  for (const problem of problems) console.error(problem);
  return problems.length === 0 ? 0 : 1;
}

function codesInSource() {
  const source = readFileSync(join(root, 'src/report/codes.ts'), 'utf8');
  const list = source.slice(source.indexOf('{'), source.indexOf('} as const'));
  return [...list.matchAll(/^ {2}'?([a-z0-9-]+)'?: '/gm)].map(([, code]) => code);
}

/** The section, with what its first example prints. */
async function renewed(section, index, problems) {
  const code = /^## (\S+)$/m.exec(section)?.[1] ?? '';
  const [, shown, absent] = section.split(/^(?=(?:Wrong|Seen in|Right|Not in):$)/m);
  const printed = await run(blocksIn(shown ?? ''), join(scratch, `${index}-shown`));
  if (!printed.includes(`[${code}]: `)) problems.push(`${code}: the example does not show it`);
  if (absent !== undefined) {
    const other = await run(blocksIn(absent), join(scratch, `${index}-absent`));
    if (other.includes(`[${code}]: `)) problems.push(`${code}: it is in the example that is right`);
    if (/^error/m.test(other)) problems.push(`${code}: the example that is right fails: ${other}`);
  }
  return section.replace(/^```text\n[\s\S]*?^```$/m, () => `\`\`\`text\n${printed}\`\`\``);
}

function blocksIn(part) {
  return [...part.matchAll(/^```(nix|json|sh)\n([\s\S]*?)^```$/gm)].map(([, language, body]) => ({
    language,
    body,
  }));
}

/** What running the commands over the files prints to standard error. */
async function run(blocks, folder) {
  mkdirSync(join(folder, 'bin'), { recursive: true });
  const tree = join(folder, 'tree');
  mkdirSync(tree);
  const shim = join(folder, 'bin/vmsilo-nixgen');
  writeFileSync(shim, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
  chmodSync(shim, 0o755);
  let commands = 'vmsilo-nixgen';
  for (const { language, body } of blocks) {
    if (language === 'sh') {
      commands = body;
      continue;
    }
    const [, named, rest] = /^# file: (\S+)\n([\s\S]*)$/.exec(body) ?? [];
    const path = join(tree, named ?? 'configuration.nix');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, rest ?? body);
  }
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', commands], {
      cwd: tree,
      env: { PATH: `${join(folder, 'bin')}:${process.env.PATH}` },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let text = '';
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (piece) => {
      text += piece;
    });
    child.on('error', reject);
    child.on('close', () =>
      resolve(text.replaceAll(tree, '/etc/nixos').replaceAll(folder, '/etc')),
    );
  });
}

/** Two at a time. */
async function mapTwo(items, work) {
  const results = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index], index);
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}
