{ zones.red.members = [ "a" "b" ]; }
