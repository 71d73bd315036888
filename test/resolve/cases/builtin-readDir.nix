[
  (builtins.readDir ./files)
  (builtins.readDir (toString ./files/folder))
]
