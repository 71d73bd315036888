{
  text = ''
    hello
  ;
}
