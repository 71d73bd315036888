[
  (builtins.substring 1 2 "abcd")
  (builtins.substring 5 2 "abc")
  (builtins.substring 1 (-1) "abc")
  (builtins.substring 0 0 "abc")
  (builtins.substring 2 100 "abc")
  (builtins.substring 0 2 { outPath = "xyz"; })
]
