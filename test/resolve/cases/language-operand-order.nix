# What is evaluated first, and what is refused before the other operand is evaluated.
let
  catches = value: !(builtins.tryEval value).success;
in
[
  (catches ("" / (throw "second")))
  (catches ("" - (throw "second")))
  (catches ({ } * (assert false; 1)))
  (catches (builtins.add "" (throw "second")))
  (catches (builtins.sub null (throw "second")))
  (catches (builtins.mul [ ] (throw "second")))
  (catches (builtins.div { __functor = self: 0; } (assert false; 0)))
  (catches ((throw "first") / ""))
  (catches (builtins.lessThan null (throw "second")))
  (catches ((abort "left") > (throw "right")))
  (catches ((abort "left") <= (throw "right")))
  (catches ((throw "left") < (abort "right")))
  (catches ((throw "left") >= (abort "right")))
  (catches ((throw "left") // (abort "right")))
]
