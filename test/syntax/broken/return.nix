{ lib }: return { a = 1; };
