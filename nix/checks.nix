# What `nix flake check` builds.
{
  lib,
  git,
  nodejs_22,
  runCommand,
  package,
}:
{
  inherit package;

  # Tests that need real Nix are skipped, and say so. There is no /usr/bin/env in Nix's sandbox, which the tests of
  # hooks need; their program gets another first line.
  tests = package.overrideAttrs (previous: {
    pname = "${previous.pname}-tests";
    postPatch = (previous.postPatch or "") + ''
      substituteInPlace src/cli.ts --replace-fail "/usr/bin/env node" ${lib.getExe nodejs_22}
    '';
    nativeCheckInputs = (previous.nativeCheckInputs or [ ]) ++ [ git ];
    doCheck = true;
    checkPhase = ''
      runHook preCheck
      npm test
      runHook postCheck
    '';
  });

  fixture = runCommand "vmsilo-nixgen-fixture" { nativeBuildInputs = [ package ]; } ''
    vmsilo-nixgen --check ${../fixtures/qubes}
    touch $out
  '';
}
