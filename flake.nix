{
  description = "Computes the network links of vmsilo VMs from Nix source, ahead of evaluation";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      forEachSystem =
        make:
        nixpkgs.lib.genAttrs [
          "x86_64-linux"
          "aarch64-linux"
        ] (system: make nixpkgs.legacyPackages.${system});
    in
    {
      packages = forEachSystem (pkgs: {
        default = pkgs.callPackage ./nix/package.nix { };
      });

      overlays.default = final: _: {
        vmsilo-nixgen = final.callPackage ./nix/package.nix { };
      };

      # A function that gives a module, and no module itself: docs/nixos.md tells why.
      nixosModules.default = import ./nix/module.nix;

      lib.gitHook = system: import ./nix/git-hook.nix self.packages.${system}.default;

      checks = forEachSystem (
        pkgs: pkgs.callPackage ./nix/checks.nix {
          package = self.packages.${pkgs.stdenv.hostPlatform.system}.default;
        }
      );

      devShells = forEachSystem (pkgs: {
        default = pkgs.callPackage ./nix/dev-shell.nix { };
      });

      formatter = forEachSystem (pkgs: pkgs.nixfmt-rfc-style);
    };
}
