{
  inputs = {
    nixpkgs.follows = "stable";
    stable.url = "github:NixOS/nixpkgs/nixos-25.05";
    unstable = {
      type = "github";
      owner = "NixOS";
      repo = "nixpkgs";
    };
    other.url = "https://channels.nixos.org/nixos-unstable/nixexprs.tar.xz";
  };
  outputs =
    { nixpkgs, stable, unstable, other, ... }:
    let
      names = map (input: input.lib.concatStrings [ "sys" "-" "net" ]) [ nixpkgs stable unstable other ];
      pkgs = nixpkgs.legacyPackages.x86_64-linux;
    in
    {
      nixosConfigurations.laptop = unstable.lib.nixosSystem {
        modules = [
          {
            programs.vmsilo.enable = true;
            programs.vmsilo.nixosVms = {
              sys-net.network.isNetvm = true;
              banking.network.netvm = pkgs.lib.head (stable.lib.unique names);
            };
          }
        ];
      };
    };
}
