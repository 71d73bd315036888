import { existsSync } from 'node:fs';
import { dirname } from 'node:path/posix';
import { expect, test } from 'vitest';
import { allPages, fragmentsOf, type Link, linksOf } from './links.ts';

test.each(allPages())('the links of %s lead somewhere', (page) => {
  const isBroken = ({ target, fragment }: Link) =>
    !existsSync(target) || (fragment !== null && !fragmentsOf(target).includes(fragment));
  expect(linksOf(page).filter(isBroken)).toEqual([]);
});

test('docs/README.md leads to every page of docs/', () => {
  const targets = linksOf('docs/README.md').map(({ target }) => target);
  const pages = allPages().filter((page) => dirname(page) === 'docs');
  expect(pages.filter((page) => page !== 'docs/README.md' && !targets.includes(page))).toEqual([]);
});
