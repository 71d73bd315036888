let
  numbers = builtins.genList (n: { key = n * 7919 - (n * 7919 / 60013) * 60013; }) 60000;
in
(builtins.elemAt (builtins.sort (a: b: a.key < b.key) numbers) 777).key
