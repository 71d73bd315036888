lib:
with lib.lists;
let
  fails = value: !(builtins.tryEval (builtins.deepSeq value value)).success;
in
{
  crossNothing = lib.crossLists (a: b: a + b) [ [ ] (throw "not reached") ];
  sublistBehind = sublist 4 (-2) [ 1 2 3 ];
  sublistBefore =
    let
      sub = sublist (-1) 3 [ 1 2 3 ];
    in
    [ (length sub) (elemAt sub 1) (elemAt sub 2) ];
  depthFirst = listDfs true (a: b: a < b) [ 1 2 ];
  singleton = singleton null;
  forEach = forEach [ 1 2 ] toString;
  foldr = foldr (a: b: a + b) "z" [ "a" "b" "c" ];
  foldrLazy = foldr (a: b: if a == 2 then "stop" else b) (throw "end") [ 1 2 3 ];
  fold = fold (a: b: a - b) 0 [ 1 2 3 ];
  foldl = foldl (a: b: "(${a}${b})") "" [ "a" "b" ];
  foldlLazy = foldl (a: b: b) (throw "init") [ (throw "first") 2 ];
  foldl' = foldl' (a: b: a + b) 0 [ 1 2 3 ];
  foldlStrict = fails (foldl' (a: b: b) (throw "init") [ 1 ]);
  imap0 = imap0 (i: v: "${v}-${toString i}") [ "a" "b" ];
  imap1 = imap1 (i: v: "${v}-${toString i}") [ "a" "b" ];
  ifilter0 = ifilter0 (i: v: i == 0 || v > 2) [ 1 2 3 ];
  concatMap = concatMap (x: [ x ] ++ [ "z" ]) [ "a" "b" ];
  flatten = [
    (flatten [ 1 [ 2 [ 3 ] [ ] ] { a = [ 1 ]; } ])
    (flatten 1)
  ];
  remove = remove 3 [ 1 3 4 3 ];
  findSingle = map (findSingle (x: x == 3) "none" "multiple") [ [ 1 3 ] [ 1 3 3 ] [ 9 ] ];
  findFirstIndex = [
    (findFirstIndex (x: x > 3) null [ 1 6 4 ])
    (findFirstIndex (x: x > 9) null [ 1 6 4 ])
    (findFirstIndex (x: x == 1) null [ 1 (throw "later") ])
  ];
  findFirst = [
    (findFirst (x: x > 3) 7 [ 1 6 4 ])
    (findFirst (x: x > 9) 7 [ 1 6 4 ])
    (findFirst (x: x == null) 7 [ 1 null ])
  ];
  any = any (x: x) [ false true (throw "later") ];
  all = all (x: x) [ true false (throw "later") ];
  count = count (x: x == 3) [ 3 2 3 4 ];
  optional = [ (optional true "foo") (optional false (throw "no")) ];
  optionals = [ (optionals true [ 2 3 ]) (optionals false (throw "no")) (optionals true "x") ];
  toList = map toList [ [ 1 2 ] "hi" null ];
  range = [ (range 2 4) (range 3 2) (range (-1) 0) ];
  replicate = replicate 3 "a";
  partition = partition (x: x > 2) [ 5 1 2 3 4 ];
  groupBy = groupBy (x: if x > 2 then "big" else "small") [ 5 1 2 3 4 ];
  groupBy' = groupBy' builtins.add 0 (x: if x > 2 then "big" else "small") [ 5 1 2 3 4 ];
  zipListsWith = zipListsWith (a: b: a + b) [ "h" "l" ] [ "e" "o" "x" ];
  zipLists = zipLists [ 1 2 ] [ "a" "b" ];
  reverseList = reverseList [ "b" "o" "j" ];
  listDfs = [
    (listDfs true lib.hasPrefix [ "/home/user" "other" "/" "/home" ])
    (listDfs true lib.hasPrefix [ "/home/user" "other" "/" "/home" "/" ])
  ];
  toposort = [
    (toposort lib.hasPrefix [ "/home/user" "other" "/" "/home" ])
    (toposort lib.hasPrefix [ "/home/user" "other" "/" "/home" "/" ])
    (toposort (a: b: a < b) [ 3 2 1 ])
    (toposort (a: b: a < b) [ ])
  ];
  sort = sort (p: q: p < q) [ 5 3 7 ];
  sortOn = sortOn builtins.stringLength [ "aa" "b" "cccc" "c" ];
  compareLists = map (pair: compareLists lib.compare (head pair) (last pair)) [
    [ [ ] [ ] ]
    [ [ ] [ "a" ] ]
    [ [ "a" ] [ ] ]
    [ [ "a" "b" ] [ "a" "c" ] ]
    [ [ "b" ] [ "a" "c" ] ]
  ];
  naturalSort = [
    (naturalSort [ "disk11" "disk8" "disk100" "disk9" ])
    (naturalSort [ "10.46.133.149" "10.5.16.62" "10.54.16.25" ])
    (naturalSort [ "v0.2" "v0.15" "v0.0.9" ])
  ];
  take = [ (take 2 [ "a" "b" "c" ]) (take 9 [ 1 ]) (take 0 [ 1 ]) ];
  takeEnd = [ (takeEnd 2 [ "a" "b" "c" ]) (takeEnd 9 [ 1 ]) (takeEnd (-1) [ 1 ]) ];
  drop = [ (drop 2 [ "a" "b" "c" ]) (drop 9 [ 1 ]) ];
  dropEnd = [ (dropEnd 2 [ "a" "b" "c" ]) (dropEnd 9 [ 1 ]) (dropEnd (-1) [ 1 ]) ];
  hasPrefix = [ (hasPrefix [ 1 2 ] [ 1 2 3 ]) (hasPrefix [ 2 ] [ 1 2 ]) (hasPrefix [ 1 2 ] [ 1 ]) ];
  removePrefix = [ (removePrefix [ 1 ] [ 1 2 ]) (fails (removePrefix [ 2 ] [ 1 2 ])) ];
  sublist = [ (sublist 1 3 [ "a" "b" "c" "d" "e" ]) (sublist 1 3 [ ]) (sublist 3 9 [ 1 2 3 4 ]) ];
  commonPrefix = [ (commonPrefix [ 1 2 3 4 5 ] [ 1 2 4 8 ]) (commonPrefix [ 1 2 ] [ 1 2 3 ]) ];
  last = [ (last [ 1 2 3 ]) (fails (last [ ])) ];
  init = [ (init [ 1 2 3 ]) (fails (init [ ])) ];
  crossLists = crossLists (x: y: "${toString x}${toString y}") [ [ 1 2 ] [ 3 4 ] ];
  unique = unique [ 3 2 3 4 2 ];
  uniqueStrings = uniqueStrings [ "foo" "bar" "foo" ];
  allUnique = map allUnique [ [ 3 2 3 ] [ 3 2 4 ] ];
  intersectLists = intersectLists [ 1 2 3 ] [ 6 3 2 ];
  subtractLists = subtractLists [ 3 2 ] [ 1 2 3 4 5 3 ];
  mutuallyExclusive = [ (mutuallyExclusive [ 1 2 ] [ 3 ]) (mutuallyExclusive [ 1 2 ] [ 2 ]) ];
  concatAttrValues = concatAttrValues { b = [ 1 ]; a = [ 2 3 ]; };
  replaceElemAt = [
    (replaceElemAt [ "foo" "bar" "baz" ] 1 "replaced")
    (fails (replaceElemAt [ 1 ] 1 2))
    (fails (replaceElemAt [ 1 ] (-1) 2))
  ];
  builtin = [
    (head [ 1 2 ])
    (tail [ 1 2 ])
    (length [ 1 2 ])
    (isList [ ])
    (elemAt [ 1 2 ] 1)
    (concatLists [ [ 1 ] [ 2 ] ])
    (filter (x: x > 1) [ 1 2 ])
    (elem 2 [ 1 2 ])
    (genList (x: x * x) 3)
    (map (x: x + 1) [ 1 2 ])
  ];
}
