let
  set = builtins.listToAttrs (
    builtins.genList (n: {
      name = "name-${toString n}";
      value = n;
    }) 320000
  );
in
builtins.foldl' (sum: name: sum + set.${name}) 0 (builtins.attrNames set)
