# MD5, its digits looked up in a table; modulo by hand; the network address by masking.
{ lib, ... }:
let
  digits = lib.listToAttrs (
    lib.imap0 (value: name: { inherit name value; }) (lib.stringToCharacters "0123456789abcdef")
  );
  hexToInt = text: lib.foldl (sum: digit: sum * 16 + digits.${digit}) 0 (lib.stringToCharacters text);
  modulo = a: b: a - b * (a / b);
  powers = lib.genList (n: lib.foldl' (product: _: product * 2) 1 (lib.range 1 n)) 33;

  ipToInt =
    ip:
    let
      octets = map lib.strings.toInt (lib.splitString "." ip);
      octet = lib.elemAt octets;
    in
    octet 0 * 16777216 + octet 1 * 65536 + octet 2 * 256 + octet 3;
  intToIp =
    number:
    lib.concatStringsSep "." (
      map toString [
        (number / 16777216)
        (modulo (number / 65536) 256)
        (modulo (number / 256) 256)
        (modulo number 256)
      ]
    );
in
{
  inherit ipToInt intToIp;
  parseCIDR =
    cidr:
    let
      matched = builtins.match "([0-9.]+)/([0-9]+)" cidr;
    in
    if matched == null then
      throw "not a CIDR: ${cidr}"
    else
      {
        ip = builtins.head matched;
        prefix = lib.toInt (lib.last matched);
      };
  makeBridgeName =
    netvm: client: id:
    builtins.substring 0 15 "vb${toString id}-${netvm}${client}";
  allocateNetvmSubnet =
    netvm: client: poolIp: poolPrefix:
    let
      size = lib.elemAt powers (32 - poolPrefix);
      base = builtins.bitAnd (ipToInt poolIp) (4294967296 - size);
      offset = modulo (hexToInt (lib.substring 0 7 (builtins.hashString "md5" (netvm + client)))) (
        size / 2
      );
    in
    rec {
      clientIp = intToIp (base + offset * 2);
      netvmIp = intToIp (base + offset * 2 + 1);
      subnet = "${clientIp}/31";
    };
}
