# What is compared with itself is equal, but it is evaluated first.
let
  failing = { x = throw "needed"; };
  failingList = [ (throw "needed") ];
  lambda = { f = x: x; };
  fails = value: !(builtins.tryEval value).success;
in
[
  (fails (failing == failing))
  (fails (failingList == failingList))
  (fails ([ failing ] == [ failing ]))
  (fails ([ failing.x ] == [ failing.x ]))
  (fails ((a: [ a ] < [ a ]) failing.x))
  (fails ((a: [ a ] == [ a ]) failing.x))
  (lambda == lambda)
  (lambda.f == lambda.f)
]
