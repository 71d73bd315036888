{ outputs = { nixpkgs, ... }: { templates = { }; }; }
