{
  a = "abc