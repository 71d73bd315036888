# `check` and `merge` of types that merge in the second way are sets that can be called.
lib:
with lib.types;
let
  form = type: lib.genAttrs [ "check" "merge" ] (name: lib.isAttrs type.${name});
  always = value: true;
in
builtins.mapAttrs (_: form) {
  plain = str;
  list = listOf str;
  set = attrsOf str;
  module = submodule { };
  null = nullOr (attrsOf str);
  either = either str (attrsOf str);
  unique = unique { message = "one"; } (attrsOf str);
  uniqueText = uniq str;
  checked = addCheck (listOf str) always;
  checkedText = addCheck str always;
  checkedUnique = addCheck (uniq (attrsOf str)) always;
  checkedAnew = addCheck (attrsOf str // { check = always; }) always;
  checkedOwn = addCheck (lib.mkOptionType { name = "own"; }) always;
}
