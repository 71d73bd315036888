map builtins.splitVersion [
  "1.2.3"
  "1.2pre3"
  "a-b_c"
  "..--"
  ""
]
