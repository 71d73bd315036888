map builtins.isBool [
  1
  1.0
  true
  null
  "a"
  ./a
  [ ]
  { }
  (x: x)
  builtins.add
  (builtins.add 1)
  { __functor = self: x: x; }
]
