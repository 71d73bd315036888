# Options that are declared in ways that contradict, or of which not all is known.
{ lib, config, options, ... }:
let
  inherit (lib) mkOption types;
  unset = builtins.getEnv "VMSILO_NIXGEN_UNSET";
  declare =
    modules:
    mkOption {
      type = types.submodule modules;
      default = { };
    };
in
{
  options.shown = {
    options-number = declare { options = 5; };
    group-number = declare { options.a = 5; };
    group-list = declare [ { options.a.b = mkOption { }; } { options.a = [ ]; } ];
    number-beside-option = declare [ { options.a = mkOption { type = types.submodule { }; }; } { options.a = 5; } ];
    other-type = declare { options.a = types.str; };
    type-number = declare { options.a = { _type = 5; }; };
    below = declare [ { options.a = mkOption { type = types.attrs; }; } { options.a.b = mkOption { }; } ];
    below-untyped = declare [ { options.a = mkOption { }; } { options.a.b = mkOption { }; } ];
    twice = declare [ { options.a = mkOption { default = 1; }; } { options.a = mkOption { default = 1; }; } ];
    generated-twice = declare [ { options = lib.genAttrs [ "a" ] (_: mkOption { default = 1; }); } { options.a = mkOption { default = 1; }; } ];
    twice-generated = declare [ { options.a = mkOption { default = 1; }; } { options = lib.genAttrs [ "a" ] (_: mkOption { default = 1; }); } ];
    all-generated = declare [ { options = lib.genAttrs [ "a" ] (_: mkOption { default = 1; }); } { options = lib.genAttrs [ "a" ] (_: mkOption { default = 1; }); } ];
    generated-once = declare [ { options.a = mkOption { type = types.int; }; } { options = lib.genAttrs [ "a" ] (_: mkOption { default = 1; }); } ];
    once-generated = declare [ { options = lib.genAttrs [ "a" ] (_: mkOption { default = 1; }); } { options.a = mkOption { type = types.int; }; } ];
    twice-unplaced = declare [ { options.a = mkOption { default = 1; }; } { options = builtins.listToAttrs [ { name = "a"; value = mkOption { default = 1; }; } ]; } ];
    unplaced-twice = declare [ { options = builtins.listToAttrs [ { name = "a"; value = mkOption { default = 1; }; } ]; } { options.a = mkOption { default = 1; }; } ];
    unplaced-once = declare [ { options = builtins.listToAttrs [ { name = "a"; value = mkOption { default = 1; }; } ]; } { options.a = mkOption { type = types.int; }; } ];
    arguments-shared = declare (
      map (_: {
        options.a = mkOption {
          type = types.submoduleWith {
            modules = [ (_: { }) ];
            specialArgs = { p = 1; q = 2; };
          };
        };
        config.a = { };
      }) [ 1 2 ]
    );
    shorthand-differs = declare (
      map (shorthand: {
        options.a = mkOption {
          type = types.submoduleWith {
            modules = [ ];
            shorthandOnlyDefinesConfig = shorthand;
          };
        };
        config.a = { };
      }) [ true false ]
    );
    types-differ = declare [ { options.a = mkOption { type = types.int; }; } { options.a = mkOption { type = types.str; }; } ];
    unknown = declare { options = lib.optionalAttrs (unset == "") { a = mkOption { default = 1; }; }; };
    unknown-setting = declare { options.a = mkOption ({ default = 1; } // lib.optionalAttrs (unset == "") { type = types.int; }); };
    unknown-option = declare { options.a = if unset == "" then mkOption { default = 1; } else { }; };
    unknown-type = declare { options.a = mkOption { default = 1; type = if unset == "" then types.int else types.raw; }; };
    unknown-options = declare { options = if unset == "" then { } else unset; };
    unknown-type-whole = declare { options.a = mkOption { default = 1; type = unset; }; };
    unknown-element = declare { options.a = mkOption { default = [ ]; type = types.listOf unset; }; };
    type-of-unknown = declare (
      { options, ... }:
      {
        options.a = mkOption { type = unset; };
        options.b = mkOption { default = options.a.type; };
        config.a = 1;
      }
    );
    no-type = declare { options.a = mkOption { default = 1; type = 5; }; };
  };
}
