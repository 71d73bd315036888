[
  (builtins.div 7 2)
  (builtins.div (-7) 2)
  (builtins.div 7 (-2))
  (builtins.div 7.0 2)
  (builtins.div 9223372036854775807 3)
  (builtins.div 0 (-5))
]
