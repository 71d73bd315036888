let
  f = x: x;
  set = { inherit f; };
  list = [ f ];
in
[
  (f == f)
  (set == set)
  (set == { inherit f; })
  (list == list)
  (list == [ f ])
  ({ a = f; } == { a = x: x; })
  ([ 1 "a" null true 1.5 ] == [ 1 "a" null true 1.5 ])
  ({ a = 1; } == { a = 1; b = 2; })
  ({ a = 1; } == { a = 1.0; })
  (null == false)
  ("" == null)
  (1 == "1")
  ([ ] == { })
  ([ 1 ] == [ 1 (throw "not needed") ])
  ({ type = "derivation"; outPath = "a"; x = 1; } == { type = "derivation"; outPath = "a"; x = 2; })
  ({ type = "derivation"; outPath = "a"; } == { type = "derivation"; outPath = "b"; })
]
