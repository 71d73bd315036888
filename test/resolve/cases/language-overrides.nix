let
  set = rec {
    a = b;
    b = 1;
    __overrides = {
      b = 2;
      c = 3;
    };
  };
in
[
  set.a
  set.b
  set.c
  (rec { a = b; b = 0; __overrides = { b = null; }; }).a
]
