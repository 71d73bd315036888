argument: { inherit argument; }
