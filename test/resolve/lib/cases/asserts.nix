lib:
with lib.asserts;
let
  fails = value: !(builtins.tryEval (builtins.deepSeq value value)).success;
in
{
  assertMsg = [ (assertMsg true (throw "unused")) (fails (assertMsg false "m")) ];
  assertOneOf = [ (assertOneOf "x" "a" [ "a" "b" ]) (fails (assertOneOf "x" "c" [ "a" ])) ];
  assertEachOneOf = [ (assertEachOneOf "x" [ "a" "b" ] [ "a" "b" ]) (fails (assertEachOneOf "x" [ "c" ] [ "a" ])) ];
  checkAssertWarn = [
    (checkAssertWarn [ { assertion = true; message = throw "unused"; } ] [ "warning" ] 1)
    (fails (checkAssertWarn [ { assertion = false; message = "m"; } ] [ ] 1))
  ];
}
