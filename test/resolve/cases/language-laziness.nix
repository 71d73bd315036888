let
  cyclic = {
    self = cyclic;
    value = 1;
  };
  primes = builtins.filter (n: builtins.all (d: n - n / d * d != 0) (builtins.genList (i: i + 2) (n - 2))) (builtins.genList (i: i + 2) 30);
in
[
  cyclic.self.self.value
  (builtins.length [ (throw "not needed") ])
  (let x = throw "not needed"; in 1)
  primes
  ((rec { fix = f: let x = f x; in x; }).fix (self: { a = 1; b = self.a + 1; }))
]
