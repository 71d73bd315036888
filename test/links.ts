import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';

/** A link of a Markdown page to something beside it. */
export interface Link {
  readonly page: string;
  /** From where the page's path starts, too. */
  readonly target: string;
  /** The heading that it leads to, as in addresses; null for the target as a whole. */
  readonly fragment: string | null;
}

/** Every page of Markdown in the project. */
export function allPages(): readonly string[] {
  return readdirSync('.')
    .filter((name) => !['.git', 'node_modules', 'dist'].includes(name))
    .flatMap((name) => (statSync(name).isDirectory() ? pagesBelow(name) : [name]))
    .filter((path) => path.endsWith('.md'))
    .sort();
}

function pagesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) =>
    join(folder, name),
  );
}

/** The links and pictures of a page that lead to no other site, without those in blocks of code. */
export function linksOf(page: string): readonly Link[] {
  const text = readFileSync(page, 'utf8').replace(/^```.*?^```$/gms, '');
  return [...text.matchAll(/\]\(([^()\s]+)\)/g)]
    .map(([, address = '']) => address)
    .filter((address) => !/^[a-z]+:/.test(address))
    .map((address) => {
      const [path = '', fragment = null] = address.split('#');
      return { page, target: path === '' ? page : join(dirname(page), path), fragment };
    });
}

/** What a heading of a page is called in addresses, for each of its headings. */
export function fragmentsOf(page: string): readonly string[] {
  const text = readFileSync(page, 'utf8').replace(/^```.*?^```$/gms, '');
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
