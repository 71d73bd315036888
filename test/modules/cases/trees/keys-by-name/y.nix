{ key = "same"; l = [ "y" ]; imports = [ { l = [ "of y" ]; } ]; }
