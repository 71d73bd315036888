{
  netvm = "sys-net;
  memory = 512;
}
