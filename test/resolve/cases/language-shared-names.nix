# A name that is defined as another of its scope, and behind it, is the same slot: what it holds equals itself.
let
  f = x: x;
  g = f;
  h = x: k x;
  k = h;
  failing = [ (throw "needed") ];
  alias = failing;
  overridden = rec {
    a = x: x;
    b = a;
    __overrides = { };
  };
  plain = rec {
    a = x: x;
    b = a;
  };
  default = { a ? x: x, b ? a }: [ a ] == [ b ];
in
[
  ([ f ] == [ g ])
  ({ x = f; } == { x = g; })
  (f == g)
  ([ h ] == [ k ])
  ([ failing ] == [ alias ])
  ([ overridden.a ] == [ overridden.b ])
  ([ plain.a ] == [ plain.b ])
  (default { })
  ((x: y: [ x ] == [ y ]) f g)
]
