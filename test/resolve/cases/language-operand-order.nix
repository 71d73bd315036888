# Both operands are evaluated before either is found not to be a number.
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
]
