let
  step =
    state:
    let
      inherit (state) a b;
      c = a + b;
      d = c - (c / 1000003) * 1000003;
    in
    {
      a = b;
      b = d;
    };
  run = n: state: if n == 0 then state else let next = step state; in builtins.seq next.b (run (n - 1) next);
  rounds = builtins.foldl' (state: _: run 100 state) {
    a = 1;
    b = 1;
  } (builtins.genList (n: n) 5000);
in
rounds.b
