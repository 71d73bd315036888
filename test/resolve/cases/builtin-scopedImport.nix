scopedImport {
  greeting = "hello";
  toString = x: "mine";
  __sub = left: right: { inherit left right; };
} ./files/scoped.nix
