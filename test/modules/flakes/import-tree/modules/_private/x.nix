throw "not imported"
