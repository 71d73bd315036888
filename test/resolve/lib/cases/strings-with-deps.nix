lib:
with lib.stringsWithDeps;
let
  entries = {
    a = fullDepEntry "a" [ "b" "c" ];
    b = noDepEntry "b";
    c = stringAfter [ "b" ] "c";
    all = packEntry [ "c" "a" ];
  };
in
{
  entries = entries;
  textClosureList = [
    (textClosureList entries [ "all" "b" ])
    (textClosureList entries [ (fullDepEntry "x" [ "a" ]) ])
    (textClosureList { } [ ])
  ];
  textClosureMap = textClosureMap (text: "<${text}>") entries [ "a" ];
}
