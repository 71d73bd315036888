[
  (builtins.hasAttr "a" { a = throw "not needed"; })
  (builtins.hasAttr "b" { a = 1; })
]
