[
  (builtins.any (x: x) [ false true (throw "not needed") ])
  (builtins.any (x: x) [ false ])
  (builtins.any (x: x) [ ])
]
