let
  inherit (builtins) tryEval;
in
[
  (tryEval 1)
  (tryEval (throw "x"))
  (tryEval (assert false; 1))
  (tryEval (builtins.seq (throw "x") 1))
  (tryEval [ (tryEval (throw "x")) ])
  (builtins.length [ (tryEval { a = throw "not needed"; }) ])
  (tryEval (builtins.findFile [ ] "x"))
]
