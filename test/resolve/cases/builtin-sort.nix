let
  inherit (builtins) sort;
  numbers = builtins.genList (n: builtins.bitXor (n * 37) 21 - 100 * (n / 3)) 40;
  records = builtins.genList (n: {
    key = builtins.bitAnd (n * 7) 3;
    inherit n;
  }) 33;
  order = isBefore: map (record: record.n) (sort isBefore records);
in
{
  numbers = sort builtins.lessThan numbers;
  strings = sort (a: b: a < b) [ "b" "a" "B" "é" "" ];
  lists = sort builtins.lessThan [ [ 1 2 ] [ 1 ] [ 0 9 ] ];
  stable = order (a: b: a.key < b.key);
  notStrict = order (a: b: a.key <= b.key);
  always = order (a: b: true);
  never = order (a: b: false);
  cyclic = order (a: b: builtins.bitAnd (a.n - b.n) 2 == 0);
  emptyNeedsNothing = sort (throw "not needed") [ ];
  needsItems = builtins.tryEval (sort (a: b: true) [ (throw "needed") ]);
}
