{
  inherit greeting;
  text = toString 1;
  length = builtins.length [ ];
  difference = 1 - 2;
  negative = -3;
  product = 2 * 3;
}
