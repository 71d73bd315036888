{ disabledModules = [ { } ]; }
