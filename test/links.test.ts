import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { allPages, fragmentsOf, type Link, linksOf } from './links.ts';

test.each(allPages())('the links of %s lead somewhere', (page) => {
  const isBroken = ({ target, fragment }: Link) =>
    !existsSync(target) || (fragment !== null && !fragmentsOf(target).includes(fragment));
  expect(linksOf(page).filter(isBroken)).toEqual([]);
});
