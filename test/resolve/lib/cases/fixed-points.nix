lib:
with lib.fixedPoints;
let
  base = final: { a = 1; b = final.a + 1; };
  overlay = final: prev: { a = prev.a + 10; c = final.b; };
in
{
  fix = fix (self: { x = "a"; y = self.x + "b"; });
  fix' = builtins.attrNames (fix' base);
  converge = converge (x: x / 2) 16;
  extends = fix (extends overlay base);
  composeExtensions = fix (extends (composeExtensions overlay overlay) base);
  composeManyExtensions = fix (extends (composeManyExtensions [ overlay overlay overlay ]) base);
  composeNone = fix (extends (composeManyExtensions [ ]) base);
  makeExtensible =
    let
      set = makeExtensible base;
      extended = (set.extend overlay).extend overlay;
    in
    [ set.b extended.b extended.c (builtins.attrNames extended) ];
  custom = ((makeExtensibleWithCustomName "grow" base).grow overlay).c;
  toExtension = [
    (fix (extends (toExtension { a = 5; }) base))
    (fix (extends (toExtension (prev: { a = prev.a * 7; })) base))
    (fix (extends (toExtension (final: prev: { a = 9; })) base))
  ];
  extend =
    let
      extended = lib.extend (final: prev: { mine = final.toUpper "x"; toUpper = prev.toLower; });
    in
    [ extended.mine (extended.toLower "X") ((extended.extend (final: prev: { two = final.mine + "2"; })).two) ];
  extendSubset =
    let
      extended = lib.extend (final: prev: { lists = prev.lists // { range = _: _: [ 7 ]; }; of = prev.range 1 2; });
    in
    [ (extended.range 1 2) extended.of ((extended.extend (_: _: { })).range 1 2) (extended.extend (_: _: { range = 8; })).range (lib.range 1 2) ];
}
