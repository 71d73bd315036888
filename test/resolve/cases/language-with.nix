let
  a = 1;
  set = {
    a = 2;
    b = 3;
  };
in
[
  (with set; a)
  (with set; b)
  (with { b = 4; }; with set; b)
  (with set; with { b = 5; }; b)
  (with set; let b = 6; in b)
  (with throw "not needed"; a)
  ((x: with { x = 1; }; x) 2)
  (with { true = 1; builtins = 2; }; true)
]
