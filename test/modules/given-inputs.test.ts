import { expect, test } from 'vitest';
import { inOutputs } from './flake.ts';

const inputs = `
  other.url = "github:a/other";
  utils.url = "github:numtide/flake-utils";
  flake-parts.url = "github:hercules-ci/flake-parts";
  home.url = "github:nix-community/home-manager";
  site.url = "./site";
`;

const files = {
  'site/flake.nix': '{ outputs = { self, other }: { netvm = other.netvm; noted = self.rev; }; }',
};

test.each([
  'inputs.other',
  'inputs.other.netvm',
  'inputs.other.lib.netvm',
  'inputs.utils.lib.netvm',
  'inputs.home.lib.hm.netvm',
  'inputs.home.netvm',
  'inputs.flake-parts.lib.netvm',
  'inputs.flake-parts.flakeModules.netvm',
  'nixpkgs.netvm',
  'nixpkgs.legacyPackages.x86_64-linux.netvm',
  'nixpkgs.legacyPackages.mips-linux.netvm',
  'self.netvm',
  'inputs.self.rev',
  'self.sourceInfo.rev',
])('%s is what is given for the path that is offered', (expression) => {
  const [, path] = / --set (\S+)$/.exec(inOutputs(expression, inputs, files)) ?? [];
  expect(inOutputs(expression, inputs, files, [`${path}="net"`])).toBe('"net"');
});

test.each([
  'inputs.site.netvm',
  'inputs.site.noted',
  '(import nixpkgs { }).hello',
])("no path is offered for %s, which hangs on what can't be given", (expression) => {
  expect(inOutputs(expression, inputs, files)).not.toContain('--set');
  const given = ['inputs.other.netvm="net"', 'inputs.self.rev="1"', 'pkgs.hello="net"'];
  expect(inOutputs(expression, inputs, files, given)).toMatch(/: .* (is|are) (not|known only) /);
});
