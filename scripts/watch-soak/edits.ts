import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../fuzz/random.ts';

/** Makes the configuration that the edits are made to. */
export function makeTree(folder: string, random: Random): void {
  mkdirSync(join(folder, 'vms'), { recursive: true });
  writeFileSync(join(folder, 'configuration.nix'), entryText(random));
  writeFileSync(join(folder, 'base.nix'), baseText);
  for (const name of moduleNames) {
    if (random.chance(0.7)) writeFileSync(join(folder, 'vms', name), moduleText(name, random));
  }
}

const baseText = `{
  programs.vmsilo.enable = true;
  programs.vmsilo.nixosVms = { net.network.isNetvm = true; vpn.network.isNetvm = true; };
}
`;

const moduleNames = ['a.nix', 'b.nix', 'c.nix', 'd.nix', 'e.nix'] as const;
/** The last one is no VM. */
const netvms = ['net', 'vpn', 'host', 'net', 'vpn', 'host', 'net', 'vpn', 'nte'] as const;

/** Looks for its modules in every way there is. */
function entryText(random: Random): string {
  const direct = random.chance(0.3) ? ' ./vms/a.nix' : '';
  return `{ lib, ... }: {
  imports = [ ./base.nix${direct} ]
    ++ lib.optional (builtins.pathExists ./extra/more.nix) ./extra/more.nix
    ++ map (name: ./vms + "/\${name}")
      (builtins.filter (lib.hasSuffix ".nix") (builtins.attrNames (builtins.readDir ./vms)));
}
`;
}

function moduleText(name: string, random: Random): string {
  const vm = name.replace('.nix', '');
  const netvm = random.pick(netvms);
  const more = random.chance(0.3) ? `\n  "${vm}2".network.netvm = "${random.pick(netvms)}";` : '';
  return `{ programs.vmsilo.nixosVms = {\n  ${vm}.network.netvm = "${netvm}";${more}\n}; }\n`;
}

/** Does something to the tree. @returns what, in a few words */
export type Edit = (folder: string, random: Random) => string;

/** Changes the tree in a way that hangs on the random numbers and on what is there. */
export function editOnce(folder: string, random: Random, isBroken: boolean): string {
  const edit = isBroken && random.chance(0.5) ? repair : random.pick(edits);
  try {
    return edit(folder, random);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return `nothing (${error.code})`;
    throw error;
  }
}

/** Puts back what the other edits have taken away. */
function repair(folder: string, random: Random): string {
  for (const name of ['vms', 'extra', '.vms-away']) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
  rmSync(join(folder, 'vmsilo-nixgen.json'), { force: true });
  rmSync(join(folder, 'configuration.nix'), { force: true });
  const output = join(folder, 'netvm-injections.nix');
  rmSync(output, { recursive: true, force: true });
  makeTree(folder, random);
  return 'repair everything';
}

const write =
  (what: string, pathOf: (random: Random) => string, textOf: (random: Random) => string): Edit =>
  (folder, random) => {
    const path = pathOf(random);
    writeFileSync(join(folder, path), textOf(random));
    return `${what} ${path}`;
  };

const moduleIn = (random: Random): string => `vms/${random.pick(moduleNames)}`;
const someModule = (random: Random): string => moduleText(random.pick(moduleNames), random);

const edits: readonly [Edit, ...Edit[]] = [
  (folder, random) => {
    const name = random.pick(moduleNames);
    writeFileSync(join(folder, 'vms', name), moduleText(name, random));
    return `write vms/${name}`;
  },
  (folder, random) => {
    const name = random.pick(moduleNames);
    writeFileSync(join(folder, 'vms', '.save'), moduleText(name, random));
    renameSync(join(folder, 'vms', '.save'), join(folder, 'vms', name));
    return `save vms/${name} by renaming`;
  },
  (folder, random) => {
    const name = random.pick(moduleNames);
    const text = moduleText(name, random);
    writeFileSync(join(folder, 'vms', name), text.slice(0, text.length / 2));
    writeFileSync(join(folder, 'vms', name), text);
    return `save vms/${name} in two halves`;
  },
  (folder, random) => {
    const path = moduleIn(random);
    unlinkSync(join(folder, path));
    return `delete ${path}`;
  },
  (folder, random) => {
    const [from, to] = [moduleIn(random), moduleIn(random)];
    renameSync(join(folder, from), join(folder, to));
    return `move ${from} to ${to}`;
  },
  (folder, random) => {
    const path = moduleIn(random);
    rmSync(join(folder, path), { force: true });
    symlinkSync(random.pick(moduleNames), join(folder, path));
    return `make ${path} a link`;
  },
  (folder) => {
    renameSync(join(folder, 'vms'), join(folder, '.vms-away'));
    return 'move vms away';
  },
  (folder) => {
    renameSync(join(folder, '.vms-away'), join(folder, 'vms'));
    return 'move vms back';
  },
  (folder, random) => {
    rmSync(join(folder, 'vms'), { recursive: true });
    mkdirSync(join(folder, 'vms'));
    writeFileSync(join(folder, 'vms/a.nix'), moduleText('a.nix', random));
    return 'make vms anew';
  },
  (folder, random) => {
    mkdirSync(join(folder, 'extra'), { recursive: true });
    writeFileSync(join(folder, 'extra/more.nix'), someModule(random));
    return 'write extra/more.nix';
  },
  (folder) => {
    rmSync(join(folder, 'extra'), { recursive: true });
    return 'delete extra';
  },
  write('break', moduleIn, () => '{ programs.vmsilo = [ ;'),
  write('write', () => 'configuration.nix', entryText),
  write(
    'break',
    () => 'configuration.nix',
    () => '{ imports = [ ./none.nix ]; }',
  ),
  write('write', () => 'unread.nix', someModule),
  write(
    'write',
    () => 'vms/notes.txt',
    (random) => `${random.below(1000)}`,
  ),
  write(
    'write',
    () => 'vmsilo-nixgen.json',
    (random) => random.pick(['{ "set": { } }', '{', '{ "hosts": { } }', '{ "sets": 1 }']),
  ),
  (folder) => {
    unlinkSync(join(folder, 'vmsilo-nixgen.json'));
    return 'delete vmsilo-nixgen.json';
  },
  (folder) => {
    unlinkSync(join(folder, 'netvm-injections.nix'));
    return 'delete the output';
  },
  (folder) => {
    const path = join(folder, 'netvm-injections.nix');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('10.', '11.'));
    return 'edit the output by hand';
  },
  write(
    'replace',
    () => 'netvm-injections.nix',
    () => '{ }',
  ),
  (folder, random) => {
    const away = `${folder}.away`;
    renameSync(folder, away);
    if (random.chance(0.5)) {
      renameSync(away, folder);
      return 'move the root away and back';
    }
    mkdirSync(folder);
    for (const name of readdirSync(away)) renameSync(join(away, name), join(folder, name));
    rmSync(away, { recursive: true });
    return 'make the root anew';
  },
  (folder, random) => {
    for (const name of moduleNames) {
      writeFileSync(join(folder, 'vms', name), moduleText(name, random));
    }
    return 'write all of vms';
  },
];
