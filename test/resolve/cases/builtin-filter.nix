[
  (builtins.filter (x: x > 1) [ 1 2 3 ])
  (builtins.filter (throw "not needed") [ ])
  (builtins.length (builtins.filter (x: true) [ (throw "not needed") ]))
]
