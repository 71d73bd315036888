let
  inherit (builtins) unsafeGetAttrPos;
  place =
    name: set:
    let
      at = unsafeGetAttrPos name set;
    in
    if at == null then null else at // { file = baseNameOf at.file; };
  outer = 1;
  set = {
    a = 1;
      b.c = 2;
    inherit outer;
    inherit (set) a';
    "q r" = 1;
  };
in
[
  (place "a" set)
  (place "b" set)
  (place "outer" set)
  (place "a'" set)
  (place "q r" set)
  (place "z" set)
  (place "a" (builtins.mapAttrs (name: value: value) set))
  (place "a" (set // { x = 1; }))
  (place "x" (builtins.listToAttrs [ { name = "x"; value = 1; } ]))
  (place "f" (builtins.functionArgs ({ f }: f)))
]
