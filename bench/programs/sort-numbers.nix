let
  numbers = builtins.genList (n: n * 7919 - (n * 7919 / 200003) * 200003) 700000;
in
builtins.elemAt (builtins.sort builtins.lessThan numbers) 777
