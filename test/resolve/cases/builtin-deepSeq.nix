let
  cyclic = {
    inherit cyclic;
    list = [ cyclic ];
  };
in
[
  (builtins.deepSeq cyclic 1)
  (builtins.deepSeq (x: throw "not needed") 2)
  (builtins.tryEval (builtins.deepSeq { a = [ (throw "needed") ]; } 1))
]
