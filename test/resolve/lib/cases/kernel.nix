lib:
with lib.kernel;
let
  inherit (whenHelpers "5.10") whenAtLeast whenOlder whenBetween;
in
{
  settings = [ yes no module unset (freeform "x") (option yes) ];
  whenHelpers = [
    (whenAtLeast "5.9" 1)
    (whenAtLeast "5.11" (throw "unused")).condition
    (whenOlder "6" 1)
    (whenBetween "5.0" "5.10" 1)
    (whenBetween "5.10" "6" 2)
  ];
  lazy = ((whenHelpers 5).whenAtLeast "1" 2).content;
}
