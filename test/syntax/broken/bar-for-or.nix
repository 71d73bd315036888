{ a = x | y; }
