[
  (map (x: x + 1) [ 1 2 ])
  (map (throw "not needed") [ ])
  (builtins.length (map (x: throw "not needed") [ 1 2 ]))
]
