# What flake.nix needs of nixpkgs, as data: the functions that build give the arguments they were called with.
#
#   nixpkgsLib   nixpkgs' lib folder, or null for what stands in for it here
{
  nixpkgsLib ? null,
}:
let
  lib = if nixpkgsLib == null then standIn else import nixpkgsLib;
  standIn = {
    genAttrs =
      names: f:
      builtins.listToAttrs (
        map (name: {
          inherit name;
          value = f name;
        }) names
      );
    getExe = package: "${package}/bin/${package.meta.mainProgram}";
    importJSON = path: builtins.fromJSON (builtins.readFile path);
    licenses.mit.spdxId = "MIT";
    platforms.linux = systems;
  };

  systems = [
    "x86_64-linux"
    "aarch64-linux"
  ];

  pkgsFor =
    system:
    let
      program = name: {
        inherit name;
        type = "derivation";
        outPath = "/nix/store/${name}-${system}";
        meta.mainProgram = name;
      };
      pkgs = {
        inherit lib;
        stdenv.hostPlatform = {
          inherit system;
        };

        # Any argument that has no default has to be there, as in nixpkgs.
        callPackage =
          path: given:
          let
            f = import path;
          in
          f (builtins.intersectAttrs (builtins.functionArgs f) pkgs // given);

        buildNpmPackage =
          arguments:
          arguments
          // {
            outPath = "/nix/store/${arguments.pname}-${arguments.version}-${system}";
            overrideAttrs = change: arguments // change arguments;
          };
        importNpmLock = {
          __functor = _: arguments: { importNpmLock = arguments; };
          npmConfigHook = "importNpmLock's";
        };
        mkShell = arguments: arguments;
        runCommand = name: attributes: script: attributes // { inherit name script; };

        nodejs_22 = program "node";
        llvmPackages.clang-unwrapped = program "clang";
      }
      // builtins.listToAttrs (
        map
          (name: {
            inherit name;
            value = program name;
          })
          [
            "biome"
            "emacs-nox"
            "fish"
            "git"
            "lld"
            "mandoc"
            "neovim"
            "nftables"
            "nix"
            "nixfmt-rfc-style"
            "pre-commit"
            "tree-sitter"
            "zsh"
          ]
      );
    in
    pkgs;
in
{
  inherit lib;
  legacyPackages = lib.genAttrs systems pkgsFor;
}
