{
  a = f x
  "b c" = 1;
}
