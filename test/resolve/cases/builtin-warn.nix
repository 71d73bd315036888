[
  (builtins.warn "shown" 1)
  (builtins.tryEval (builtins.warn (throw "needed") 2))
]
