builtins.length (
  builtins.attrNames (
    builtins.foldl' (set: n: set // { "key-${toString n}" = n; }) { } (builtins.genList (n: n) 6000)
  )
)
