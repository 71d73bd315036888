# SHA-256 by lib.fromHexString, from the end of the digest; an extensible set, and a functor for the bridge's name.
{ lib }:
lib.makeExtensible (self: {
  parseCIDR =
    cidr:
    let
      parts = lib.splitString "/" cidr;
    in
    lib.listToAttrs (
      lib.zipListsWith lib.nameValuePair
        [ "ip" "prefix" ]
        [ (lib.removeSuffix "/${lib.last parts}" cidr) (lib.toInt (lib.last parts)) ]
    );
  ipToInt =
    ip:
    let
      add =
        octet:
        { sum, unit }:
        {
          sum = sum + unit * lib.toInt octet;
          unit = unit * 256;
        };
      start = {
        sum = 0;
        unit = 1;
      };
    in
    (lib.foldr add start (lib.splitString "." ip)).sum;
  intToIp =
    number: lib.concatMapStringsSep "." toString (lib.tail (lib.toBaseDigits 256 (number + 4294967296)));
  makeBridgeName = {
    __functor =
      _: netvm: client: id:
      lib.strings.substring 0 15 (
        lib.concatStringsSep "-" [ "br" (toString id) netvm client ]
      );
  };
  allocateNetvmSubnet =
    netvm: client: ip: prefix:
    let
      digest = builtins.hashString "sha256" (
        builtins.toJSON [
          netvm
          client
        ]
      );
      hash = lib.fromHexString (builtins.substring 56 8 digest);
      slots = builtins.foldl' builtins.mul 1 (lib.replicate (31 - prefix) 2);
      lower = self.ipToInt ip + 2 * (hash - slots * (hash / slots));
    in
    {
      clientIp = self.intToIp lower;
      netvmIp = self.intToIp (lower + 1);
    };
})
