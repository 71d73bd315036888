[
  (builtins.typeOf (/a + "/b"))
  (builtins.typeOf ("/a" + "/b"))
  (builtins.typeOf (./a + "/b"))
  (/a == /a)
  (/a == "/a")
  (/a/b == /a/c/../b)
  (/a < /b)
  (baseNameOf ./a/b.nix)
  (dirOf /a/b)
]
