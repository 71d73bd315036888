lib:
with lib.derivations;
{
  optionalDrvAttr = [ (optionalDrvAttr true 1) (optionalDrvAttr false (throw "unused")) ];
}
