lib:
with lib.modules;
let
  fails = value: !(builtins.tryEval (builtins.deepSeq value value)).success;
  option = {
    _type = "option";
    isDefined = true;
    files = [ "/f" ];
    definitions = [ 1 2 ];
    highestPrio = 50;
  };
  undefinedOption = option // {
    isDefined = false;
    definitions = [ ];
  };
  args = {
    options = {
      warnings = option;
      old = option;
      other = undefinedOption;
      new.name = option // { type = "the type"; };
    };
    config = {
      old = 1;
      other = "_mkMergedOptionModule";
      new.name = 2;
    };
  };
  shown = module: module // {
    options = lib.mapAttrsRecursiveCond (set: !(set ? _type)) (
      path: option: builtins.removeAttrs option [ "apply" "type" ] // { read = if option ? apply then option.apply null else "none"; }
    ) module.options;
  };
in
{
  alias = shown (mkAliasOptionModule [ "old" ] [ "new" "name" ] args);
  aliasMD = (mkAliasOptionModuleMD [ "old" ] [ "new" "name" ] args).config.condition;
  aliasType = (mkAliasOptionModule [ "old" ] [ "new" "name" ] args).options.old.type;
  noType = (mkAliasOptionModule [ "old" ] [ "missing" ] args).options.old.type.name;
  renamed = shown (mkRenamedOptionModule [ "old" ] [ "new" "name" ] args);
  renamedUndefined = shown (mkRenamedOptionModule [ "other" ] [ "new" "name" ] args);
  renamedWith = (shown (mkRenamedOptionModuleWith { from = [ "old" ]; to = [ "new" "name" ]; sinceRelease = 2505; } args)).options;
  noWarnings = (mkRenamedOptionModule [ "old" ] [ "new" "name" ] (args // { options = builtins.removeAttrs args.options [ "warnings" ]; })).config.content;
  doRename = shown (doRename {
    from = [ "old" ];
    to = [ "new" "name" ];
    visible = true;
    warn = false;
    use = x: [ x ];
    withPriority = false;
    condition = false;
  } args);
  removed = removeAttrs (mkRemovedOptionModule [ "old" ] "Use something else." args) [ "options" ];
  removedRead = fails ((mkRemovedOptionModule [ "old" ] "Use something else." args).options.old.apply 1);
  merged = shown (mkMergedOptionModule [ [ "old" ] [ "other" ] ] [ "new" "name" ] (config: config.old + 1) args);
  changed = (mkChangedOptionModule [ "other" ] [ "new" "name" ] (config: throw "unused") args).config;
}
