{ netvm = 'sys-net'; }
