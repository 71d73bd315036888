{
  // the gateway
  a = 1;
}
