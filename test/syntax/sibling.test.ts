import { beforeAll, describe, expect, it } from 'vitest';
import { loadParser } from '../../src/syntax/parser.ts';
import { insertSibling } from '../../src/syntax/sibling.ts';

beforeAll(loadParser);

const path = ['banking', 'network', 'netvm'];

/** Inserts next to the value that stands between `«` and `»`. */
function edited(marked: string): string | null {
  const text = marked.replaceAll(/[«»]/g, '');
  const start = marked.indexOf('«');
  const span = { source: { path: '/x.nix', text }, start, end: marked.indexOf('»') - 1 };
  const insertion = insertSibling(span, path, 'netvmSubnet', '"10.0.0.2/31"');
  if (insertion === null) return null;
  return text.slice(0, insertion.offset) + insertion.text + text.slice(insertion.offset);
}

describe('a binding beside another', () => {
  it.each([
    [
      'a line of its own',
      '{\n  vms.banking = {\n    network = {\n      netvm = «"net"»;\n    };\n  };\n}\n',
      '{\n  vms.banking = {\n    network = {\n      netvm = "net";\n      netvmSubnet = "10.0.0.2/31";\n    };\n  };\n}\n',
    ],
    [
      'a path on a line, with a comment behind it and tabs before it',
      '{\n\tvms.banking.network.netvm = «"net"»; # why\n\tother = 1;\n}\n',
      '{\n\tvms.banking.network.netvm = "net"; # why\n\tvms.banking.network.netvmSubnet = "10.0.0.2/31";\n\tother = 1;\n}\n',
    ],
    [
      'a set on one line',
      '{ vms.banking = { network.netvm = «"net"»; memory = 1; }; }',
      '{ vms.banking = { network.netvm = "net"; network.netvmSubnet = "10.0.0.2/31"; memory = 1; }; }',
    ],
    [
      'more than one binding on a line',
      '{\n  vms.banking.network.netvm = «"net"»; a = 1;\n}\n',
      '{\n  vms.banking.network.netvm = "net"; vms.banking.network.netvmSubnet = "10.0.0.2/31"; a = 1;\n}\n',
    ],
    [
      'CRLF',
      '{\r\n  banking.network.netvm = «"net"»;\r\n}\r\n',
      '{\r\n  banking.network.netvm = "net";\r\n  banking.network.netvmSubnet = "10.0.0.2/31";\r\n}\r\n',
    ],
    [
      'names in quotes',
      '{ "banking"."network"."netvm" = «"net"»; }',
      '{ "banking"."network"."netvm" = "net"; "banking"."network".netvmSubnet = "10.0.0.2/31"; }',
    ],
    [
      'a priority',
      '{ banking.network.netvm = lib.mkDefault «"net"»; }',
      '{ banking.network.netvm = lib.mkDefault "net"; banking.network.netvmSubnet = "10.0.0.2/31"; }',
    ],
    [
      'a name beside it that is not plain',
      '{ banking.network.netvm = «"net"»; ${a}.b = 1; inherit c; }',
      '{ banking.network.netvm = "net"; banking.network.netvmSubnet = "10.0.0.2/31"; ${a}.b = 1; inherit c; }',
    ],
    [
      'a comment over several lines behind it',
      '{\n  banking.network.netvm = «"net"»; /* a\n  b */\n}\n',
      '{\n  banking.network.netvm = "net"; banking.network.netvmSubnet = "10.0.0.2/31"; /* a\n  b */\n}\n',
    ],
  ])('%s', (_name, before, after) => {
    expect(edited(before)).toBe(after);
  });

  it.each([
    ['another VM', '{ work.network.netvm = «"net"»; }'],
    ['a set that a function gets', '{ banking = mkVm { network.netvm = «"net"»; }; }'],
    ['a name that is bound elsewhere', 'let net = «"net"»; in { banking.network.netvm = net; }'],
    ['a condition', '{ banking.network.netvm = lib.mkIf c «"net"»; }'],
    ['a part of the value', '{ banking.network.netvm = if c then «"net"» else null; }'],
    ['a dynamic name', '{ ${name}.network.netvm = «"net"»; }'],
    ['a recursive set', '{ banking = rec { network.netvm = «"net"»; }; }'],
    ['a set with more on its way', '{ banking = { network.netvm = «"net"»; } // more; }'],
    [
      'one that is there',
      '{ banking = { network.netvm = «"net"»; network.netvmSubnet = null; }; }',
    ],
    ['a list', '{ banking.network.netvm = [ «"net"» ]; }'],
  ])('not for %s', (_name, text) => {
    expect(edited(text)).toBeNull();
  });
});
