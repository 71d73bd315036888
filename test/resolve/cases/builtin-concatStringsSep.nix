[
  (builtins.concatStringsSep ", " [ "a" "b" { outPath = "c"; } ])
  (builtins.concatStringsSep "" [ ])
  (builtins.concatStringsSep "x" [ "" "" ])
]
