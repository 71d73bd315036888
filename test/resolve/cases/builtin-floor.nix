map builtins.floor [
  1.8
  1.0
  (-1.2)
  (-0.0)
  3
]
