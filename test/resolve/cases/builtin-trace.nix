[
  (builtins.trace "shown" 1)
  (builtins.trace { a = 1; } 2)
  (builtins.tryEval (builtins.trace (throw "needed") 3))
]
