{ a = x & y; }
