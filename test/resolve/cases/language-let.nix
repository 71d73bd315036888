let
  a = b + 1;
  b = 1;
  f = x: y: x + y;
  inherit (rec { c = d; d = 5; }) c;
  "quoted name" = 1;
  nested.x = 1;
  nested.y = nested.x;
in
[
  a
  (f a b)
  c
  nested
  (let a = 2; in let b = a; a = 3; in b)
  (let { body = x; x = 1; })
]
