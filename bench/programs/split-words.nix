let
  text = builtins.concatStringsSep " " (builtins.genList (n: "word${toString n}") 450000);
in
builtins.length (builtins.filter builtins.isString (builtins.split " " text))
