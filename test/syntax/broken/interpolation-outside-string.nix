{ a = ${name}; }
