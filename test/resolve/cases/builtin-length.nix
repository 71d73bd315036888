map builtins.length [
  [ ]
  [ (throw "not needed") ]
  (builtins.genList (x: x) 1000)
]
