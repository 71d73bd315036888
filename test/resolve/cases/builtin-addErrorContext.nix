builtins.addErrorContext (throw "not needed") 1
