let
  inherit (builtins) replaceStrings;
in
[
  (replaceStrings [ "oo" "a" ] [ "a" "i" ] "foobar")
  (replaceStrings [ "a" "" ] [ "b" "-" ] "banana")
  (replaceStrings [ "" ] [ "-" ] "")
  (replaceStrings [ "" ] [ "-" ] "ab")
  (replaceStrings [ "a" "b" ] [ "x" (throw "not needed") ] "aaa")
  (replaceStrings [ "aa" "a" ] [ "1" "2" ] "aaa")
  (replaceStrings [ "a" "aa" ] [ "2" "1" ] "aaa")
  (replaceStrings [ ] [ ] "abc")
  (replaceStrings [ "é" ] [ "e" ] "été")
]
