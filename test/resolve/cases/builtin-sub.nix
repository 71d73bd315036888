[
  (builtins.sub 1 2)
  (builtins.sub 1 2.5)
  (builtins.sub (-9223372036854775807) 1)
]
