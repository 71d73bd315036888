{ imports = [ ./modules/ ]; }
