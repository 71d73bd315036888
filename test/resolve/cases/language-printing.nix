let
  shared = { a = 1; };
in
[
  { "a b" = 1; "1" = 2; a' = 3; a-b = 4; "if" = 5; "" = 6; "or" = 7; _ = 8; }
  (x: x)
  builtins.add
  (builtins.add 1)
  [ ]
  { }
  "a\"\\\n\r\t\${x} $y é"
  [ shared shared ]
]
