let
  name = "x";
in
map toString [
  /a/b/../c
  /a/./b
  (/a + "/b")
  (/a + "b")
  (/a + "/../b")
  (/a + /b)
  /a/${name}.nix
  /a/${name}/b
  (/. + "a")
  (/a/b + "/..")
  /a/b/..${name}
  /a/b/.${name}
  /a/./${name}
  /a/b/../${name}
  /a/b/${"../.."}/c
]
