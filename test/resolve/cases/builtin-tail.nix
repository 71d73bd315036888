[
  (builtins.tail [ (throw "not needed") ])
  (builtins.tail [
    1
    2
    3
  ])
]
