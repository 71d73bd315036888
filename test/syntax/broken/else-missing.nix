{ a = if b then 1; }
