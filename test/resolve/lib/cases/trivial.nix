lib:
with lib.trivial;
let
  fails = value: !(builtins.tryEval (builtins.deepSeq value value)).success;
in
{
  maxLeft = max 2 1;
  id = id 1;
  const = const 1 (throw "unused");
  pipe = pipe 2 [ (x: x + 2) (x: x * 2) ];
  concat = concat [ 1 ] [ 2 ];
  or = [ (lib.or true (throw "unused")) (lib.or false false) ];
  and = [ (and false (throw "unused")) (and true true) ];
  xor = [ (xor true false) (xor true true) ];
  bits = [ (bitNot 5) (bitAnd 12 10) (bitOr 12 10) (bitXor 12 10) ];
  boolToString = map boolToString [ true false ];
  boolToYesNo = map boolToYesNo [ true false ];
  mergeAttrs = mergeAttrs { a = 1; b = 2; } { b = 3; };
  flip = flip builtins.sub 1 10;
  defaultTo = [ (defaultTo "d" null) (defaultTo "d" false) ];
  mapNullable = [ (mapNullable (x: x + 1) null) (mapNullable (x: x + 1) 22) ];
  min = [ (min 1 2) (min 2.5 2) ];
  max = [ (max 1 2) (max "a" "b") ];
  mod = [ (mod 11 10) (mod 1 10) (mod (-7) 3) ];
  compare = [ (compare 1 2) (compare 2 2) (compare "b" "a") ];
  splitByAndCompare = map (pair: splitByAndCompare (lib.hasPrefix "foo") compare compare (lib.head pair) (lib.last pair)) [
    [ "foobar" "zoo" ]
    [ "fooz" "fooa" ]
    [ "f" "fooa" ]
    [ "f" "x" ]
  ];
  importJSON = importJSON ./data/value.json;
  warnings = [ (warn "ignore" 1) (warnIf true "ignore" 2) (warnIf false (throw "unused") 3) (warnIfNot false "ignore" 4) (warnIfNot true (throw "unused") 5) (info "ignore" 6) (showWarnings [ "ignore" ] 7) ];
  throwIf = [ (throwIf false (throw "unused") 1) (fails (throwIf true "m" 1)) (throwIfNot true "m" 1) (fails (throwIfNot false "m" 1)) ];
  checkListOfEnum = [ (checkListOfEnum "colors" [ "red" ] [ "red" ] 1) (fails (checkListOfEnum "colors" [ "red" ] [ "blue" ] 1)) ];
  functions =
    let
      f = setFunctionArgs (x: x + 1) { a = true; };
    in
    [
      (f 1)
      (functionArgs f)
      (functionArgs ({ a, b ? 1 }: a))
      (map isFunction [ f (x: x) { } 1 { __functor = self: 1; } ])
      (functionArgs (mirrorFunctionArgs ({ a, b ? 1 }: a) (x: x)))
      (mirrorFunctionArgs ({ a }: a) (x: x) 7)
      (toFunction (x: x + 1) 1)
      (toFunction 5 1)
    ];
  hex = [ (fromHexString "FF") (fromHexString "0x7fffffffffffffff") (toHexString 250) (toHexString 0) (toBaseDigits 10 123) (toBaseDigits 2 6) (fails (toBaseDigits 1 1)) (fails (toHexString (-1))) ];
  builtin = [
    (pathExists ./data)
    (isBool true)
    (isInt 1)
    (isFloat 1.0)
    (add 1 2)
    (sub 1 2)
    (mul 2 3)
    (div 7 2)
    (lessThan 1 2)
    (seq 1 2)
    (deepSeq [ 1 ] 2)
    (ceil 1.2)
    (floor 1.8)
    (readFile ./data/value.json)
    (genericClosure { startSet = [ { key = 1; } ]; operator = item: if item.key < 3 then [ { key = item.key + 1; } ] else [ ]; })
  ];
}
