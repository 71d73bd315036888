[
  builtins.true
  builtins.false
  builtins.null
  (builtins.builtins.add 1 2)
  (__add 1 2)
  (__length [ ])
]
