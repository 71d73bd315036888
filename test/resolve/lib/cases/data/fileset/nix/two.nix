{ one }: { w = one.v; }
