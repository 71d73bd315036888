// Configurations to measure with: every tenth VM is a netvm, and the others route through it.

/** One file. */
export function oneFile(vms) {
  const lines = Array.from({ length: vms }, (_, index) => vmText(index, '    '));
  return `{
  programs.vmsilo.enable = true;
  programs.vmsilo.nixosVms = {
${lines.join('')}  };
}
`;
}

/** The same in several files, by name: the entry imports the others. */
export function manyFiles(vms, files) {
  const parts = Array.from({ length: files }, (_, part) => {
    const lines = Array.from({ length: vms }, (_, index) => index)
      .filter((index) => index % files === part)
      .map((index) => vmText(index, '    '));
    return [`vms-${part}.nix`, `{\n  programs.vmsilo.nixosVms = {\n${lines.join('')}  };\n}\n`];
  });
  const imports = parts.map(([name]) => `    ./${name}\n`).join('');
  const entry = `{\n  imports = [\n${imports}  ];\n  programs.vmsilo.enable = true;\n}\n`;
  return new Map([['configuration.nix', entry], ...parts]);
}

function vmText(index, indent) {
  const netvm = index - (index % 10);
  const network = netvm === index ? 'isNetvm = true;' : `netvm = "vm-${netvm}";`;
  return [
    `vm-${index} = {`,
    `  memory = ${512 + (index % 7) * 256};`,
    '  network = {',
    `    ${network}`,
    '  };',
    '};',
  ]
    .map((line) => `${indent}${line}\n`)
    .join('');
}
