import { describe, expect, it } from 'vitest';
import { findings, type VmSketch } from '../network.ts';

const gateway: Readonly<Record<string, VmSketch>> = { net: { isNetvm: true } };
const clientOfVm = (name: string) => findings({ ...gateway, [name]: { netvm: 'net' } });
const clientOfHost = (name: string) => findings({ [name]: { netvm: 'host' } });

describe('name-invalid', () => {
  it.each([
    '',
    '-a',
    'a b',
    'a.b',
    'a"',
    'a*',
    'a/b',
    '1',
    '42',
    '\xc3\xa9',
    'a\n',
  ])('%j', (name) => {
    const [line, ...others] = clientOfHost(name);
    expect(line).toMatch(
      /: name-invalid: .* can't be the name of a VM in a link: interfaces are named after it$/,
    );
    expect(line?.startsWith(`${name}: `)).toBe(true);
    expect(others).toEqual([]);
  });

  it.each(['a', 'A1', '_', '1a', '1-', 'a-b_c', 'host-2'])('not %j', (name) => {
    expect(clientOfHost(name)).toEqual([]);
  });

  it('is said of a netvm once, however many clients it has', () => {
    const vms = { '1': { isNetvm: true }, a: { netvm: '1' }, b: { netvm: '1' } };
    expect(findings(vms)).toHaveLength(1);
  });

  it('is not said of a VM in no link', () => {
    expect(findings({ 'a b': {} })).toEqual([]);
  });
});

describe('name-reserved', () => {
  it('no VM is named host', () => {
    expect(findings({ host: {} })).toEqual([
      "host: name-reserved: a VM can't be named `host`: as a netvm, that is the host",
    ]);
  });

  it.each(['lo', 'all', 'default'])('no client of a VM is named %s', (name) => {
    expect(clientOfVm(name)).toEqual([
      `${name}: name-reserved: a client can't be named \`${name}\`: Linux keeps that name of an interface for itself`,
    ]);
    expect(clientOfHost(name)).toEqual([]);
    expect(findings({ [name]: {} })).toEqual([]);
  });
});

describe('interface-name-too-long', () => {
  it('is said of a client of a VM', () => {
    expect(clientOfVm('a123456789012345')).toEqual([
      'a123456789012345: interface-name-too-long: `a123456789012345` is 16 bytes long, and an interface is named after it, which can have 15',
    ]);
  });

  it('is not said of 15 bytes, of a client of the host, or of a netvm', () => {
    expect(clientOfVm('a12345678901234')).toEqual([]);
    expect(clientOfHost('a123456789012345')).toEqual([]);
    expect(
      findings({ a123456789012345: { isNetvm: true }, b: { netvm: 'a123456789012345' } }),
    ).toEqual([]);
  });
});
