let
  find = path: name: baseNameOf (builtins.findFile path name);
in
[
  (find [ { path = ./files; } ] "text")
  (find [ { prefix = "p"; path = toString ./files; } ] "p/folder")
  (find [ { prefix = "p"; path = ./files; } ] "p")
  (find [ { prefix = "q"; path = ./files; } { path = ./files; prefix = ""; } ] "text")
  (builtins.tryEval (find [ { path = ./files; } ] "missing"))
]
