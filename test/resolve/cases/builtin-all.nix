[
  (builtins.all (x: x) [ true false (throw "not needed") ])
  (builtins.all (x: x) [ true ])
  (builtins.all (x: x) [ ])
]
