# FNV-1a over the bytes of the pair, by bit operations, in 32 bits.
{ lib }:
let
  inherit (builtins) bitAnd bitXor;
  mask = 4294967295;
  codes = lib.listToAttrs (
    lib.genList (
      at:
      let
        code = at + 32;
        escaped = "\\u00${lib.fixedWidthString 2 "0" (lib.toHexString code)}";
      in
      lib.nameValuePair (builtins.fromJSON "\"${escaped}\"") code
    ) 95
  );
  step = hash: char: bitAnd ((bitXor hash (codes.${char} or 255)) * 16777619) mask;
  fnv = text: lib.foldl' step 2166136261 (lib.stringToCharacters text);
  octets = ip: map lib.toIntBase10 (lib.splitString "." ip);
  self = {
    ipToInt = ip: lib.foldl' (a: b: a * 256 + b) 0 (octets ip);
    intToIp =
      n:
      lib.pipe
        [ 24 16 8 0 ]
        [
          (map (bits: bitAnd (n / (lib.foldl' (p: _: p * 2) 1 (lib.range 1 bits))) 255))
          (lib.concatMapStringsSep "." toString)
        ];
    parseCIDR = cidr: {
      ip = lib.head (lib.splitString "/" cidr);
      prefix = lib.toIntBase10 (lib.last (lib.splitString "/" cidr));
    };
    makeBridgeName =
      netvm: client: id:
      let
        name = "br-${netvm}-${client}";
        short = lib.toLower (lib.toHexString (fnv name));
      in
      if lib.stringLength name > 15 then "br${toString id}-${short}" else name;
    allocateNetvmSubnet =
      netvm: client: ip: prefix:
      let
        slots = lib.foldl' (p: _: p * 2) 1 (lib.range 1 (31 - prefix));
        slot = lib.trivial.mod (fnv "${netvm}>${client}") slots;
        client' = self.ipToInt ip + slot * 2;
      in
      {
        clientIp = self.intToIp client';
        netvmIp = self.intToIp (client' + 1);
      };
  };
in
self
