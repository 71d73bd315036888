builtins.attrNames {
  b = 1;
  a = throw "not needed";
  A = 1;
  _ = 1;
  "é" = 1;
  "" = 1;
  a-b = 1;
}
