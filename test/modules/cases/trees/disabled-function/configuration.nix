{ disabledModules = [ (x: x) ]; }
