lib:
with lib.network.ipv6;
let
  fails = value: !(builtins.tryEval (builtins.deepSeq value value)).success;
in
{
  fromString = map fromString [
    "2001:DB8::ffff/64"
    "::"
    "::1"
    "1::"
    "1:2:3:4:5:6:7:8"
    "0001:02::3/128"
  ];
  fail = map (text: fails (fromString text)) [
    "1:2"
    ""
    "1::2::3"
    ":::"
    "1:2:3:4:5:6:7:8:9"
    "1:2:3:4:5:6:7::8"
    "g::"
    "12345::"
    "::/0"
    "::/129"
    "::/1/2"
    ":1::"
  ];
  mkEUI64Suffix = map mkEUI64Suffix [ "66:75:63:6B:20:75" "0011.2233.4455" "02-00-00-00-00-01" ];
  mkEUI64SuffixFails = map (mac: fails (mkEUI64Suffix mac)) [ "66:75:63:6B:20" "x" ];
  lib = lib.mkEUI64Suffix "66:75:63:6B:20:75";
}
