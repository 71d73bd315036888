{
  a = 1;
  /* not yet
}
