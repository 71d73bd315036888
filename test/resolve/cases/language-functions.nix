let
  formals =
    {
      a,
      b ? a + 1,
      ...
    }@all:
    [
      a
      b
      (builtins.attrNames all)
    ];
in
[
  ((x: x) 1)
  ((x: y: x - y) 5 3)
  (formals { a = 1; })
  (formals {
    a = 1;
    b = 3;
    c = 4;
  })
  (({ a ? b, b ? 2 }: a) { })
  ((all@{ a ? 1 }: all) { })
  (({ a ? throw "not needed" }: 1) { })
  (({ ... }: 1) { x = 1; })
  (({ }: 1) { })
  ((_: 1) (throw "not needed"))
  ((a: a a) (x: 3))
]
