{ key = "same"; l = [ "x" ]; }
