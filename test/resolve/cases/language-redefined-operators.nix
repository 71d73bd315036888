[
  (let __sub = x: y: "sub"; in 1 - 2)
  (let __sub = x: y: [ "negate" x y ]; in -3)
  (let __lessThan = x: y: [ x y ]; in 1 < 2)
  (let __lessThan = x: y: [ x y ]; in 1 > 2)
  (let __lessThan = x: y: x == 1; in 1 <= 2)
  (let __lessThan = x: y: x == 1; in 1 >= 2)
  (let __mul = x: y: "mul"; __div = x: y: "div"; in [ (2 * 3) (6 / 3) ])
  (let __add = x: y: "not used"; in 1 + 2)
]
