let
  a = 1;
  source = {
    b = 2;
    "c d" = 3;
  };
in
[
  { inherit a; }
  { inherit (source) b "c d"; }
  { inherit ({ b = throw "not needed"; x = 1; }) x; }
  { inherit; }
  (with source; { inherit b; })
  (builtins.attrNames { inherit (throw "not needed") b; })
]
