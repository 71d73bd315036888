builtins.foldl' (sum: n: sum + n * n) 0 (builtins.genList (n: n) 2500000)
