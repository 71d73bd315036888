import { expect, test } from 'vitest';
import { requestOf } from '../../src/commands/reading-options.ts';

test('words are bytes, paths absolute, and each limit that is raised is one', () => {
  const request = requestOf(
    'é',
    {
      root: '..',
      host: 'é',
      range: '10.0.0.0/8',
      set: ['config.a=1'],
      helpers: 'inputs.vmsilo',
      maxNesting: 1,
      maxCalls: 2,
      maxDepth: 3,
      maxSteps: 4,
      maxFileSize: 5,
    },
    '/tree/nixos',
  );
  expect(request).toEqual({
    entry: '/tree/nixos/\xc3\xa9',
    root: '/tree',
    host: '\xc3\xa9',
    range: '10.0.0.0/8',
    set: ['config.a=1'],
    helpers: 'inputs.vmsilo',
    workingFolder: '/tree/nixos',
    limits: { nesting: 1, calls: 2, depth: 3, steps: 4, fileBytes: 5 },
  });
});

test('what is not given is not asked for', () => {
  expect(requestOf('.', {}, '/tree')).toEqual({ entry: '/tree' });
});
