let
  inherit (builtins) foldl' tryEval;
in
[
  (foldl' (all: x: all ++ [ x ]) [ ] [ 1 2 3 ])
  (foldl' (all: x: x) (throw "not needed") [ 1 ])
  (foldl' (all: x: x) 1 [ ])
  (foldl' (all: x: all) 0 [ (throw "not needed") ])
  (tryEval (foldl' (all: x: if x == 1 then throw "needed" else x) 0 [ 1 2 ]))
]
