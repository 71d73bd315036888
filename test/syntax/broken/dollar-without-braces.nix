{ a = $name; }
