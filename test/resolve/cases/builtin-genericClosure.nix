let
  inherit (builtins) genericClosure;
  keys = map (item: item.key);
in
[
  (keys (genericClosure {
    startSet = [ { key = 1; } ];
    operator =
      { key, ... }:
      if key > 9 then
        [ ]
      else
        [
          { key = key + 2; }
          { key = key * 2; }
        ];
  }))
  (keys (genericClosure {
    startSet = [
      { key = "b"; }
      { key = "a"; }
      { key = "b"; }
    ];
    operator = item: [ ];
  }))
  (genericClosure { startSet = [ ]; })
  (keys (genericClosure {
    startSet = [ { key = null; } ];
    operator = item: [ ];
  }))
]
