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
}
