let
  outPath = { outPath = "out"; };
  toString' = { __toString = self: "text"; outPath = "not used"; };
in
[
  "${outPath}"
  "${toString'}"
  "${{ __toString = self: { __toString = self: "deep"; }; }}"
  ("a" + outPath)
  (outPath + "b")
  (toString' + toString')
  (toString [ outPath toString' ])
]
