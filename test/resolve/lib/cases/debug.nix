lib:
with lib.debug;
{
  traces = [
    (trace "m" 1)
    (traceIf true "m" 2)
    (traceIf false (throw "unused") 3)
    (traceVal 4)
    (traceValFn (x: x) 5)
    (traceSeq [ 1 ] 6)
    (traceValSeq [ 7 ])
    (traceValSeqFn (x: x) [ 8 ])
    (addErrorContext "context" 9)
  ];
  traceSeqFails = (builtins.tryEval (traceSeq [ (throw "deep") ] 1)).success;
  runTests = runTests {
    testGood = { expr = 1; expected = 1; };
    testBad = { expr = 1; expected = 2; };
    other = { expr = 1; expected = 2; };
  };
  runChosenTests = runTests {
    tests = [ "other" ];
    testBad = { expr = 1; expected = 2; };
    other = { expr = 1; expected = 2; };
  };
  testAllTrue = testAllTrue [ true false ];
}
