lib:
with lib.modules;
let
  fails = value: !(builtins.tryEval (builtins.deepSeq value value)).success;
  option = {
    isDefined = true;
    definitions = [ 1 2 ];
    highestPrio = 50;
    value = 3;
  };
in
{
  priorities = [ defaultOverridePriority defaultOrderPriority ];
  mkIf = mkIf true { a = 1; };
  mkIfLazy = (mkIf (throw "condition") (throw "content"))._type;
  mkAssert = [ (mkAssert true "m" 1) (fails (mkAssert false "m" 1)) ];
  mkMerge = mkMerge [ { a = 1; } ];
  mkDefinition = mkDefinition { file = "f"; value = 1; };
  overrides = [
    (mkOverride 7 1)
    (mkOptionDefault 1)
    (mkDefault 1)
    (mkImageMediaOverride 1)
    (mkForce 1)
    (mkVMOverride 1)
    (mkFixStrictness 1)
  ];
  orders = [ (mkOrder 7 1) (mkBefore [ 1 ]) (mkAfter [ 1 ]) ];
  aliases = [
    (mkAliasDefinitions option)
    (mkAliasAndWrapDefinitions (x: { wrapped = x; }) option)
    (mkAliasAndWrapDefsWithPriority (x: { wrapped = x; }) option)
    (mkAliasAndWrapDefsWithPriority lib.id { isDefined = false; definitions = [ 1 ]; })
    (mkAliasIfDef option 5)
    (mkDerivedConfig option (x: x + 1))
  ];
  mapDefinitionValue = map (mapDefinitionValue (x: x + 1)) [
    1
    (mkIf true 1)
    (mkMerge [ 1 (mkForce 2) ])
    (mkBefore 3)
    (mkDefinition { file = "f"; value = 4; })
  ];
  mapDefinitionOfOther = mapDefinitionValue (set: set.a) { _type = "other"; a = 1; };
  locations = [
    (setDefaultModuleLocation "f" { a = 1; })
    (importJSON ./data/value.json).config
    ((importTOML ./data/value.toml)._file == ./data/value.toml)
    (importApply ./data/apply.nix 5).imports
  ];
}
