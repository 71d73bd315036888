[
  (builtins.mapAttrs (name: value: name + toString value) {
    b = 2;
    a = 1;
  })
  (builtins.mapAttrs (throw "not needed") { })
  (builtins.attrNames (builtins.mapAttrs (throw "not needed") { a = 1; }))
]
