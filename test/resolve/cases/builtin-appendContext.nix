builtins.appendContext "a" { }
