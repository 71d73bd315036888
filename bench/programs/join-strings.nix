builtins.stringLength (
  builtins.foldl' (text: n: text + toString n) "" (builtins.genList (n: n) 40000)
)
