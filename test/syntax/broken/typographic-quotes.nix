{ netvm = “sys-net”; }
