lib:
with lib.types;
let
  fails = value: !(builtins.tryEval (builtins.deepSeq value value)).success;
  own = lib.mkOptionType {
    name = "own";
    check = x: x == "mine";
  };
in
{
  descriptions = map (type: type.description) [
    raw
    anything
    unspecified
    bool
    boolByOr
    int
    ints.u8
    ints.u16
    ints.u32
    ints.s8
    ints.s16
    ints.s32
    ints.unsigned
    ints.positive
    (ints.between 1 3)
    port
    float
    number
    numbers.nonnegative
    numbers.positive
    (numbers.between 1 2.5)
    str
    nonEmptyStr
    singleLineStr
    (strMatching "[a-z]+")
    (separatedString ", ")
    lines
    commas
    envVar
    (passwdEntry str)
    attrs
    package
    shellPackage
    path
    pathInStore
    externalPath
    (pathWith { absolute = false; })
    (listOf str)
    (nonEmptyListOf str)
    (attrsOf (nullOr str))
    (lazyAttrsOf (listOf str))
    (attrsWith { elemType = str; lazy = true; })
    (uniq str)
    (unique { message = "m"; } (listOf str))
    (nullOr (either int str))
    (nullOr (listOf str))
    (functionTo (nullOr str))
    (submodule { })
    (submoduleWith { modules = [ ]; description = "thing"; })
    deferredModule
    (deferredModuleWith { staticModules = [ ]; })
    optionType
    optionDeclaration
    (enum [ ])
    (enum [ 1 ])
    (enum [ "a" true null ])
    (either str (listOf int))
    (either ints.positive str)
    (oneOf [ int str bool ])
    (coercedTo int toString str)
    json
    toml
    (serializableValueWith { typeName = "X"; })
    (listOf json)
    luaInline
    own
    (addCheck str (x: x == "b"))
  ];
  names = map (type: type.name) [
    ints.u8
    (ints.between 1 3)
    (strMatching "a\"")
    (separatedString ":")
    (passwdEntry str)
    path
    (attrsWith { elemType = str; })
    (lazyAttrsOf str)
    (unique { message = ""; } int)
    (oneOf [ int str ])
    json
    own
  ];
  checks =
    map
      (
        type:
        map type.check [
          null
          true
          1
          (-1)
          70000
          1.5
          "abc"
          ""
          "a\nb"
          "/abs"
          "/nix/store/d945ibfx9x185xf04b890y4f9g3cbb63-python"
          [ ]
          [ 1 ]
          { }
          { type = "derivation"; }
          (x: x)
        ]
      )
      [
        raw
        anything
        unspecified
        bool
        boolByOr
        int
        ints.u8
        ints.s32
        ints.unsigned
        ints.positive
        (ints.between (-1) 1)
        port
        float
        number
        numbers.nonnegative
        numbers.positive
        str
        nonEmptyStr
        singleLineStr
        (strMatching "[a-z]+")
        lines
        attrs
        package
        path
        pathInStore
        externalPath
        (pathWith { absolute = false; })
        (pathWith { inStore = true; })
        (listOf str)
        (nonEmptyListOf str)
        (attrsOf int)
        (nullOr bool)
        (uniq int)
        (functionTo int)
        (submodule { })
        deferredModule
        optionType
        optionDeclaration
        (enum [ 1 "abc" ])
        (either int bool)
        (oneOf [ int bool str ])
        (coercedTo int toString str)
        (addCheck int (x: x > 5))
        (addCheck (listOf int) (x: x != [ ]))
        json
        toml
        luaInline
        own
      ];
  tag =
    let
      type = attrTag {
        b = throw "never asked for";
        "a c" = null;
      };
    in
    {
      inherit (type) name description emptyValue;
      takes = map type.check [
        { b = 1; }
        { "a c" = throw "never asked for"; }
        { c = 1; }
        { }
        {
          b = 1;
          "a c" = 1;
        }
        [ "b" ]
        "b"
      ];
    };
  passwd = map (passwdEntry str).check [ "a" "a:b" "a\nb" ];
  between = map (numbers.between 1 2.5).check [ 0 1 2 2.5 3 ];
  shellPackage = shellPackage.check { type = "derivation"; shellPath = ""; };
  emptyValues = map (type: type.emptyValue) [
    str
    attrs
    (listOf str)
    (nonEmptyListOf str)
    (attrsOf str)
    (nullOr str)
    (uniq (nullOr str))
    (coercedTo int toString (listOf str))
    own
  ];
  own = (lib.mkOptionType { name = "own"; description = "one's own"; }).description;
  optionDeclaration = map optionDeclaration.check [ (lib.mkOption { }) (lib.mkOption { } // { value = 1; }) ];
  nested = [
    (builtins.attrNames str.nestedTypes)
    (attrsOf (listOf str)).nestedTypes.elemType.nestedTypes.elemType.name
    (either str int).nestedTypes.right.name
    (coercedTo int toString str).nestedTypes.finalType.name
  ];
  tests = [
    (isType "a" { _type = "a"; })
    (isType "a" 1)
    (setType "a" { b = 1; })
    (isOptionType str)
    (isOptionType { })
    types.str.name
  ];
  fail = [
    (fails (oneOf [ ]))
    (fails (ints.between 2 1))
    (fails (numbers.between 2 1))
    (fails (coercedTo (submodule { }) (x: x) str))
    (fails (pathWith { inStore = true; absolute = false; }))
  ];
}
