{
  inherit greeting;
  text = toString 1;
  length = builtins.length [ ];
}
