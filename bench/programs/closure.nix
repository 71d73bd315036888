builtins.length (
  builtins.genericClosure {
    startSet = [ { key = 1; } ];
    operator =
      { key }:
      builtins.filter ({ key }: key < 300000) [
        { key = key * 2; }
        { key = key * 2 + 1; }
      ];
  }
)
