builtins.tryEval (throw "x${"y"}")
