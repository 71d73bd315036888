lib:
with lib.gvariant;
let
  fails = value: !(builtins.tryEval value).success;
in
{
  emptyTuple = toString (mkTuple [ ]);
  text = map toString [
    (mkValue true)
    (mkValue 1.5)
    (mkValue "a'b\\c\nd")
    (mkValue [ "a" "b" ])
    (mkValue (mkUchar 5))
    (mkArray [ (mkInt32 1) (mkInt32 2) ])
    (mkArray [ (mkTuple [ "a" 1.0 ]) ])
    (mkEmptyArray type.string)
    (mkEmptyArray (type.tupleOf [ type.string type.int32 ]))
    (mkVariant "x")
    (mkVariant (mkInt32 5))
    (mkDictionaryEntry "a" (mkVariant true))
    (mkMaybe type.string null)
    (mkMaybe type.string (mkString "q"))
    (mkNothing type.double)
    (mkJust "x")
    (mkTuple [ "a" true (mkUint32 5) ])
    (mkBoolean false)
    (mkObjectpath "/a'b")
    (mkInt16 (-4))
    (mkUint16 5)
    (mkInt64 7)
    (mkUint64 8)
    (mkDouble 1.25)
  ];
  plain = builtins.removeAttrs (mkTuple [ "a" ]) [ "__toString" "value" ];
  lazy = builtins.attrNames (mkArray [ (throw "unused") ]);
  entry = (mkDictionaryEntry "a" 5).value;
  isGVariant = map isGVariant [ 5 { } { _type = "gvariant"; } (mkUchar 5) ];
  types = [
    (type.arrayOf "s")
    (type.maybeOf "s")
    (type.tupleOf [ "a" "b" ])
    (type.dictionaryEntryOf "a" "b")
    (builtins.attrNames type)
  ];
  inherit intConstructors;
  fails = map fails [
    (mkArray [ ]).value
    (mkArray [ "a" true ]).type
    (mkValue 5)
    (mkValue { })
    (mkValue null)
    (mkValue (x: x))
    (mkDictionaryEntry "a" 5).type
  ];
  toDconfINI = lib.generators.toDconfINI {
    a = { b = true; c = "x"; d = mkInt32 5; e = [ "a" ]; };
    "x/y" = { };
  };
  mkDconfKeyValue = [
    (lib.generators.mkDconfKeyValue "a=b" "c")
    (fails (lib.generators.mkDconfKeyValue "a" 5))
  ];
}
