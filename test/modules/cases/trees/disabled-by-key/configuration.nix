let
  module = { key = "set"; programs.vmsilo.nixosVms.set = { }; };
in
{
  imports = [
    ./x.nix
    module
    { key = "plain"; programs.vmsilo.nixosVms.plain = { }; }
    { key = "/absolute"; programs.vmsilo.nixosVms.absolute = { }; }
    { key = "/nixpkgs/nixos/modules/relative"; programs.vmsilo.nixosVms.relative = { }; }
  ];
  disabledModules = [ { key = "x"; } module "plain" "/absolute" ];
}
