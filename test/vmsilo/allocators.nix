# What an allocator gives for pairs, called as vmsilo calls it.
#
#   nixpkgsLib   nixpkgs' lib folder
#   file         a helpers.nix
#   pairs        a list of { netvm; client; id; }
{
  nixpkgsLib,
  file,
  pairs,
  range,
}:
let
  helpers = import file { lib = import nixpkgsLib; };
  pool = helpers.parseCIDR range;
in
map (
  {
    netvm,
    client,
    id,
  }:
  let
    inherit (helpers.allocateNetvmSubnet netvm client pool.ip pool.prefix) clientIp;
  in
  {
    inherit clientIp;
    netvmIp = helpers.intToIp (helpers.ipToInt clientIp + 1);
    bridge = if netvm == "host" then null else helpers.makeBridgeName netvm client id;
  }
) pairs
