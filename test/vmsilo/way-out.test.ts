import { expect, test } from 'vitest';
import { waysOut } from '../../src/vmsilo/way-out.ts';
import { unread, viewOf } from './network.ts';

const wayOf = waysOut(
  viewOf({
    fw: { netvm: 'net' },
    lost: { netvm: 'gone' },
    net: { netvm: 'host' },
    one: { netvm: 'two' },
    puzzle: { netvm: unread },
    self: { netvm: 'self' },
    behind: { netvm: 'puzzle' },
    two: { netvm: 'one' },
    outer: { netvm: 'one' },
    vault: {},
    work: { netvm: 'fw' },
    sealed: { netvm: 'vault' },
  }).vms,
);

test.each([
  ['work', ['work', 'fw', 'net', 'host'], 'host'],
  ['net', ['net', 'host'], 'host'],
  ['vault', ['vault'], 'vm'],
  ['sealed', ['sealed', 'vault'], 'vm'],
  ['puzzle', ['puzzle'], 'unknown'],
  ['behind', ['behind', 'puzzle'], 'unknown'],
  ['lost', ['lost', 'gone'], 'missing'],
  ['self', ['self', 'self'], 'ring'],
  ['one', ['one', 'two', 'one'], 'ring'],
  ['outer', ['outer', 'one', 'two', 'one'], 'ring'],
  ['no VM', ['no VM'], 'missing'],
])('the way of %s', (name, stations, end) => {
  expect(wayOf(name)).toEqual({ stations, end });
});
