builtins.intersectAttrs
  {
    a = throw "not needed";
    c = 2;
  }
  {
    a = 3;
    b = 4;
  }
