[
  (builtins.seq { a = throw "not needed"; } 1)
  (builtins.tryEval (builtins.seq (throw "needed") 1))
]
