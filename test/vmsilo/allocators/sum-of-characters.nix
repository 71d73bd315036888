# A polynomial hash over characters with foldl', each looked up by its place in a table.
{ lib }:
with lib;
let
  alphabet = stringToCharacters "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
  indexOf = listToAttrs (imap1 (flip nameValuePair) alphabet);
  hash = text: foldl' (sum: char: mod (sum * 31 + (indexOf.${char} or 0)) 1000000007) 7 (stringToCharacters text);
  parseCIDR =
    cidr:
    let
      parts = builtins.split "/" cidr;
    in
    {
      ip = elemAt parts 0;
      prefix = toInt (elemAt parts 2);
    };
  ipToInt =
    ip:
    let
      parts = map toInt (builtins.filter builtins.isString (builtins.split "\\." ip));
    in
    assert length parts == 4;
    foldl (acc: x: acc * 256 + x) 0 parts;
  intToIp =
    let
      go = n: count: if count == 0 then [ ] else go (n / 256) (count - 1) ++ [ (toString (mod n 256)) ];
    in
    n: concatStringsSep "." (go n 4);
  makeBridgeName =
    netvm: client: id:
    let
      base = "${substring 0 5 netvm}_${substring 0 5 client}";
    in
    "b${toString id}${substring 0 (14 - stringLength (toString id)) base}";
in
{
  inherit
    parseCIDR
    ipToInt
    intToIp
    makeBridgeName
    ;
  allocateNetvmSubnet =
    netvm: client: ip: prefix:
    let
      slot = mod (hash "${netvm}/${client}") (head (drop (31 - prefix) powersOfTwo));
      powersOfTwo = genList (n: foldl' (a: _: a * 2) 1 (genList id n)) 32;
      clientIp = intToIp (ipToInt ip + slot * 2);
    in
    {
      inherit clientIp;
      netvmIp = intToIp (ipToInt clientIp + 1);
    };
}
