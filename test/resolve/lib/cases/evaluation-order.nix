# What is evaluated first, and what is not evaluated at all.
lib:
let
  catches = value: !(builtins.tryEval value).success;
in
[
  (lib.pipe (throw "not needed") [ (_: 0) (x: x + 1) ])
  (lib.take (throw "not needed") [ ])
  (lib.sublist 3 (throw "not needed") [ 1 2 ])
  (catches (lib.lists.removePrefix 0 [ ]))
  (catches (lib.strings.levenshtein 0 (throw "second")))
  (catches (lib.hasPrefix (throw "first") 0))
  (catches (lib.hasSuffix (throw "first") 0))
  (catches (lib.nameFromURL { } (throw "second")))
  (catches (lib.fixedWidthString (throw "first") "x" 0))
  (lib.mod 7 3)
]
