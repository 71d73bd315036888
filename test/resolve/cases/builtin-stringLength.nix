map builtins.stringLength [
  ""
  "é"
  "😀"
  "a\nb"
  { __toString = self: "abc"; }
]
