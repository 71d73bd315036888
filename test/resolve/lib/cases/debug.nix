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
  traceSeqN = [
    (traceSeqN 1 { a.b.c = throw "unused"; l = [ [ (throw "unused") ] ]; } 5)
    (traceSeqN 0 { a = throw "unused"; } 5)
    (builtins.tryEval (traceSeqN 5 { a = throw "needed"; } 5)).success
  ];
  traceValSeqN = traceValSeqN 2 { a = [ 1 2 ]; };
  traceValSeqNFn = traceValSeqNFn (x: x.a) 2 { a = [ 1 2 ]; };
  traceFnSeqN = [
    (traceFnSeqN 2 "id" (x: x) { a.b.c = 3; })
    (builtins.tryEval (traceFnSeqN 2 "id" (_: throw "needed") 1)).success
  ];
  throwTestFailures = [
    (throwTestFailures { failures = [ ]; ignored = 1; })
    (builtins.tryEval (throwTestFailures { failures = [ { name = "a"; expected = 1; result = 2; } ]; })).success
  ];
}
