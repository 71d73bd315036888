let
  name = "n";
in
[
  {
    a.b = 1;
    a.c = 2;
  }
  {
    a = {
      x = 1;
    };
    a = {
      y = 2;
    };
  }
  {
    a.x = 1;
    a = {
      y = 2;
    };
  }
  {
    ${name} = 1;
    "${name}m".x = 2;
    ${null} = 3;
    "a${"b"}".${name} = 4;
  }
  { a = 1; }.a
  ({ }.a or "missing")
  ({ a = { }; }.a.b.c or "missing")
  ({ a = 1; }.a.b or "not a set")
  { "a.b" = 1; }."a.b"
  { a.n = 1; }.a.${name}
  { or = 1; if' = 2; "if" = 3; }
  (builtins.attrNames { x.${throw "needed later"} = 1; })
]
