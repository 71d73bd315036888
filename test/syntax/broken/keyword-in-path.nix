{ services.with.enable = true; }
