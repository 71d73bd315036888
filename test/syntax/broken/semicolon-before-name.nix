{
  memory = 512
  network.netvm = "sys-net";
}
