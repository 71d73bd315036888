[
  (import ./files)
  (import ./files/default.nix).name
  (import (./. + "/files"))
  (import (toString ./files/default.nix)).name
  (import { outPath = ./files; }).name
]
