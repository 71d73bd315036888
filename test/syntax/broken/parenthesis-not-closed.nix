{
  a = map (x: x [ 1 ];
}
