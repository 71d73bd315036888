{
  netvm = "sys-net"
  isNetvm = true;
}
