let
  set = {
    a.b = throw "not needed";
    c = 1;
    "x y" = 2;
  };
in
[
  (set ? a)
  (set ? a.b)
  (set ? a.c)
  (set ? c.d)
  (set ? c.d.e)
  (set ? "x y")
  (set ? ${"c"})
  (1 ? a)
  ("s" ? a.b)
  (!set ? z)
]
