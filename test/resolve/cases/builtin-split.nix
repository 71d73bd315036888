let
  inherit (builtins) split;
in
[
  (split "(a)b" "abc")
  (split "([ac])" "abc")
  (split "(a)|(c)" "abc")
  (split "([[:upper:]]+)" " FOO ")
  (split "(a|ab)" "xabx")
  (split "(a|ab)(c|bcd)?" "abcd")
  (split "" "abc")
  (split "a*" "baac")
  (split "b*(a?)" "abba")
  (split "^a" "aaa")
  (split "a$" "aaa")
  (split "x*$" "axx")
  (split "^" "ab")
  (split "/" "10.0.0.0/31")
  (split "\\." "a.b..c")
  (split "\n" "a\nb\n")
  (split "x" "")
  (split "é" "aéb")
]
