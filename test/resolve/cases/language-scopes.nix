let
  x = 1;
  f = x: let y = x; in { x, z ? y }: rec { inherit x y z; w = let x = 10; in x + z; };
in
[
  (f 2 { x = 3; })
  (map (x: map (y: [ x y ]) [ 1 2 ]) [ x 5 ])
  (let a = { b = x; x = 7; }; in with a; [ x b ])
  (rec { x = 2; y = { x = 3; z = x; }; })
]
