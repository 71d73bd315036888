{ network.interfaces.own = { }; }
