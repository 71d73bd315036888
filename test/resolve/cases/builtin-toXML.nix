builtins.toXML {
  a = 1;
  b = [ ];
  c = { };
  d = "<x>&\"'\n\té";
  e = x: x;
  f =
    {
      b,
      a ? 1,
      ...
    }@all:
    1;
  g = builtins.add;
  h = 1.5;
  i = 1.0e300;
  j = null;
  k = true;
  l = { }: 1;
  m = /a;
  n = [
    {
      type = "derivation";
      drvPath = "/a";
      outPath = "b";
      x = 1;
    }
    {
      type = "derivation";
      drvPath = "/a";
    }
    { type = "derivation"; }
  ];
}
