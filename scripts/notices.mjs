// The notices of the packages that are bundled: their licences ask to be where the code is.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What is compiled into web-tree-sitter's files beside its own code. */
const partsOfWebTreeSitter = [
  {
    name: 'emscripten',
    license: 'MIT',
    home: 'https://github.com/emscripten-core/emscripten',
    text: `The compiler's runtime, in JavaScript and WebAssembly. Two more parts of it ask for no notice: Doug Lea's malloc,
which is in the public domain, and LLVM's compiler-rt (Apache-2.0 WITH LLVM-exception).

${ownText('emscripten')}`,
  },
  { name: 'musl', license: 'MIT', home: 'https://musl.libc.org', text: ownText('musl') },
  {
    name: 'ICU',
    license: 'Unicode-DFS-2016',
    home: 'https://icu.unicode.org',
    text: `Its macros for UTF-8 and UTF-16.\n\n${ownText('icu')}`,
  },
];

/**
 * The text of NOTICES.txt.
 *
 * @param metafile esbuild's, of the program
 */
export function notices(metafile) {
  const packages = packagesIn(metafile).map(noticeOf);
  const parts = [...packages, ...partsOfWebTreeSitter].map(
    ({ name, version, license, home, text }) =>
      `${[name, version].join(' ').trim()} (${license})\n${home}\n\n${text.trim()}\n`,
  );
  const head =
    'vmsilo-nixgen holds code of other projects. The last three are parts of web-tree-sitter.\n';
  return [head, ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

/** The folders of the packages that a bundle has code of. */
function packagesIn(metafile) {
  const paths = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const folders = paths.map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  return [...new Set(folders.filter((folder) => folder !== undefined))].sort();
}

function noticeOf(path) {
  const folder = join(root, path);
  const { name, version, license, repository } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no file with its licence`);
  const home = repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
  return { name, version, license, home, text: readFileSync(join(folder, file), 'utf8') };
}

function ownText(name) {
  return readFileSync(join(root, 'scripts/notices', `${name}.txt`), 'utf8');
}
