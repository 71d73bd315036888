{
  inputs.flake-parts.url = "github:hercules-ci/flake-parts";
  inputs.treefmt-nix.url = "github:numtide/treefmt-nix";
  outputs =
    inputs@{ flake-parts, ... }:
    flake-parts.lib.mkFlake { inherit inputs; } {
      systems = [ "x86_64-linux" ];
      imports = [ ./hosts.nix ./modules.nix inputs.treefmt-nix.flakeModule ];
      perSystem = { pkgs, ... }: { packages.default = pkgs.hello; };
    };
}
