[
  (builtins.mul 6 7)
  (builtins.mul 1.5 2)
  (builtins.mul 3037000499 3037000499)
  (builtins.mul 0 (-1))
]
