map toString [
  1
  (-1)
  true
  false
  null
  "a"
  [
    1
    [
      2
      [ ]
      3
    ]
    [ ]
    "x"
    null
    true
  ]
  { outPath = "o"; }
  {
    __toString = self: "t" + self.x;
    x = "u";
    outPath = "o";
  }
  1.5
  (-0.25)
  0.0078125
  1.0e300
  123456789012345678901234.5
  2.5e-7
  1.5e-6
  (1.0e308 * 10)
  /a/b
]
