# SHA-512 as words that are mixed by exclusive or; digits found in a list, powers in a table with a default.
{
  lib,
  hashAlgorithm ? "sha512",
}:
rec {
  hexDigits = lib.stringToCharacters "0123456789abcdef";
  valueOf = char: lib.lists.findFirstIndex (digit: digit == char) null hexDigits;
  bytesOf =
    hex:
    lib.genList (
      at: valueOf (lib.substring (2 * at) 1 hex) * 16 + valueOf (lib.substring (2 * at + 1) 1 hex)
    ) (lib.stringLength hex / 2);
  wordsOf =
    bytes:
    lib.genList (at: lib.foldl (word: byte: word * 256 + byte) 0 (lib.sublist (4 * at) 4 bytes)) (
      lib.length bytes / 4
    );
  hash =
    text:
    lib.foldl' builtins.bitXor 0 (wordsOf (bytesOf (builtins.hashString hashAlgorithm text)));
  pow2 =
    exponent:
    {
      "0" = 1;
      "1" = 2;
      "2" = 4;
      "3" = 8;
    }
    .${toString exponent} or (2 * pow2 (exponent - 1));

  ipToInt =
    ip: lib.foldl' (sum: octet: 256 * sum + octet) 0 (map builtins.fromJSON (lib.splitString "." ip));
  intToIp =
    number:
    lib.concatMapStringsSep "." (shift: builtins.toJSON (builtins.bitAnd 255 (number / pow2 shift))) [
      24
      16
      8
      0
    ];
  parseCIDR =
    cidr:
    let
      parts = lib.splitString "/" cidr;
    in
    {
      ip = lib.elemAt parts 0;
      prefix = builtins.fromJSON (lib.elemAt parts 1);
      length = lib.length parts;
    };
  makeBridgeName =
    netvm: client: id:
    if lib.versionAtLeast "1.10" "1.9" && lib.hasPrefix "sys-" netvm then
      lib.substring 0 15 "${lib.removePrefix "sys-" netvm}-${toString id}-${client}"
    else
      lib.substring 0 15 "br${toString id}-${client}";
  allocateNetvmSubnet =
    netvm: client: ip: prefix:
    let
      slot = lib.mod (hash "${client}@${netvm}") (pow2 (31 - prefix));
    in
    lib.mapAttrs (_: offset: intToIp (ipToInt ip + 2 * slot + offset)) {
      clientIp = 0;
      netvmIp = 1;
    };
}
