# Values that fail, each in a way of its own.
{ lib, ... }:
let
  five = 5;
in
{
  options.shown =
    lib.genAttrs [ "throws" "aborts" "asserts" "lacks" "wants" "adds" "matches" "reads" "unreadable" "broken" "missing" "recurses" ] (
      _: lib.mkOption { type = lib.types.raw; }
    )
    // {
      applied = lib.mkOption {
        type = lib.types.functionTo lib.types.int;
        apply = f: f 1;
      };
      elsewhere = lib.mkOption { type = lib.types.str; };
      "a \n b" = lib.mkOption { type = lib.types.str; };
      text = lib.mkOption { type = lib.types.str; };
      computed = lib.mkOption { type = lib.types.raw; };
      own = lib.mkOption { type = lib.mkOptionType { name = "own"; description = "something"; }; };
      merged = lib.mkOption { type = lib.types.optionType; };
    };
  config.shown = {
    throws = throw "reason";
    aborts = abort "reason";
    asserts = assert 1 == 2; 1;
    lacks = { a = 1; }.b;
    wants = ({ a }: a) { };
    adds = 1 + "a";
    matches = builtins.match "(" "a";
    reads = builtins.readFile ./missing.txt;
    unreadable = builtins.readFile ./folder;
    broken = import ./broken.nix;
    missing = import ./missing.nix;
    recurses = let x = x + 1; in x;
    applied = _: "a";
    elsewhere = five;
    "a \n b" = five;
    text = throw "inner";
    computed = { f = x: x + 1; }.${lib.head [ "f" ]} "a";
    own = 1;
    merged = { };
  };
}
