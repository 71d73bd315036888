let
  f = x: x;
in
[
  (builtins.elem 2 [ 1 2 (throw "not needed") ])
  (builtins.elem 3 [ 1 2 ])
  (builtins.elem 1 [ 1.0 ])
  (builtins.elem { a = 1; } [ { a = 1; } ])
  (builtins.elem f [ f ])
  (builtins.elem (x: x) [ (x: x) ])
]
