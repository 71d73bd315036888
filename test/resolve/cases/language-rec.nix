let
  x = 1;
in
[
  (rec {
    a = b;
    b = x;
    x = 2;
  })
  (rec {
    inherit x;
    y = x;
  })
  (rec {
    a.b = 1;
    a.c = d;
    d = a.b;
  })
  {
    a = rec { x = 2; };
    a.y = x;
  }
  (rec {
    f = n: if n == 0 then [ ] else [ n ] ++ f (n - 1);
    r = f 3;
  }).r
]
