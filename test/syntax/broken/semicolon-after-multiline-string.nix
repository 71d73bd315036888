{
  text = ''
    a = 1;
  ''
  more = 2;
}
