builtins.elemAt [
  (throw "not needed")
  "b"
] 1
