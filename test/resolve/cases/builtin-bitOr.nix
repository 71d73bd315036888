[
  (builtins.bitOr 12 10)
  (builtins.bitOr (-1) 255)
  (builtins.bitOr 4294967296 1)
]
