let
  add = {
    base = 10;
    __functor = self: x: self.base + x;
  };
in
[
  (add 1)
  ((add // { base = 20; }) 1)
  (map add [ 1 2 ])
  ({ __functor = self: self.f; f = x: y: x * y; } 3 4)
  ({ __functor = self: { __functor = self: x: x + 1; }; } 1)
  (builtins.isFunction add)
]
