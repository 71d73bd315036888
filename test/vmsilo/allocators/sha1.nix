# SHA-1, read through TOML; bridges by a short hash where the name is too long.
{ lib }:
let
  inherit (lib)
    concatMapStringsSep
    elemAt
    foldl'
    splitString
    substring
    toInt
    ;
  fromHex = digits: (builtins.fromTOML "number = 0x${digits}").number;
  pow = base: exponent: if exponent == 0 then 1 else base * pow base (exponent - 1);
in
rec {
  ipToInt = ip: foldl' (sum: octet: sum * 256 + toInt octet) 0 (splitString "." ip);
  intToIp =
    number:
    concatMapStringsSep "." (shift: toString (lib.mod (number / pow 256 shift) 256)) [
      3
      2
      1
      0
    ];
  parseCIDR =
    cidr:
    let
      parts = splitString "/" cidr;
    in
    {
      ip = elemAt parts 0;
      prefix = toInt (elemAt parts 1);
    };
  makeBridgeName =
    netvm: client: _id:
    let
      plain = "br-${netvm}-${client}";
    in
    if builtins.stringLength plain <= 15 then
      plain
    else
      "br-" + substring 0 12 (builtins.hashString "sha1" plain);
  allocateNetvmSubnet =
    netvm: client: ip: prefix:
    let
      count = pow 2 (31 - prefix);
      hash = fromHex (substring 0 8 (builtins.hashString "sha1" "${netvm}-${client}"));
      first = ipToInt ip + 2 * lib.mod hash count;
    in
    {
      clientIp = intToIp first;
      netvmIp = intToIp (first + 1);
    };
}
