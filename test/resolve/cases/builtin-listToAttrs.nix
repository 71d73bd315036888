[
  (builtins.listToAttrs [
    {
      name = "a";
      value = 1;
    }
    { name = "a"; }
    {
      name = "b c";
      value = 3;
      other = 4;
    }
  ])
  (builtins.listToAttrs [ ])
]
