{
  inherit a, b;
}
