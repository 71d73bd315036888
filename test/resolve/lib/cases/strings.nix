lib:
with lib.strings;
let
  fails = value: !(builtins.tryEval (builtins.deepSeq value value)).success;
in
{
  affixesNone = [ (removePrefix "" "abc") (removeSuffix "" "abc") (removeSuffix "abcd" "abc") ];
  flagsOff = [ (cmakeBool "a" false) (mesonBool "a" false) (mesonEnable "a" true) (mesonEnable "a" false) ];
  splitNothing = splitString "" "abc";
  storePathAtRoot = isStorePath "/0123456789abcdfghijklmnpqrsvwxyz0123456789abcdfghijkl";
  storePathName = isStorePath "/0123456789abcdfghijklmnpqrsvwxyz0123456789abcdfghijk";
  join = join ", " [ "foo" "bar" ];
  concat = [
    (concatStrings [ "foo" "bar" ])
    (concatMapStrings (x: "a" + x) [ "foo" "bar" ])
    (concatImapStrings (pos: x: "${toString pos}-${x}") [ "foo" "bar" ])
    (concatStringsSep "/" [ "usr" { outPath = "local"; } "bin" ])
    (concatMapStringsSep "-" lib.toUpper [ "foo" "bar" ])
    (concatImapStringsSep "-" (pos: x: toString (x / pos)) [ 6 6 6 ])
    (concatMapAttrsStringSep "\n" (name: value: "${name}: foo-${value}") { b = "0"; a = "1"; })
    (concatLines [ "foo" "bar" ])
    (concatLines [ ])
  ];
  intersperse = map (intersperse "/") [ [ "usr" "local" "bin" ] [ "a" ] [ ] ];
  replaceString = replaceString "world" "Nix" "Hello, world!";
  fileContents = fileContents ./data/value.json;
  replicate = [ (replicate 3 "v") (replicate 0 "v") ];
  trim = map trim [ "   hello, \n\tworld!   \r\n" "" "  " "a" ];
  trimWith = [
    (trimWith { start = true; } "   hello, world!   ")
    (trimWith { end = true; } "   hello, world!   ")
    (trimWith { } "  a  ")
    (trimWith { end = true; } "   ")
    (trimWith { start = true; } "   ")
  ];
  searchPaths = [
    (makeSearchPath "bin" [ "/root" null "/usr" ])
    (makeSearchPathOutput "dev" "bin" [ { dev = "/d"; } { out = "/o"; } ])
    (makeLibraryPath [ { lib = "/l"; } "/usr" ])
    (makeIncludePath [ { dev = "/d"; } ])
    (makeBinPath [ "/root" "/usr" ])
  ];
  normalizePath = normalizePath "/a//b///c/";
  optionalString = [ (optionalString true "a") (optionalString false (throw "no")) ];
  hasPrefix = [ (hasPrefix "foo" "foobar") (hasPrefix "foo" "barfoo") (hasPrefix "" "x") (hasPrefix "foo" "fo") (hasPrefix { outPath = "foo"; } "foobar") ];
  hasSuffix = [ (hasSuffix "foo" "foobar") (hasSuffix "foo" "barfoo") (hasSuffix "" "x") (hasSuffix "xfoo" "foo") (hasSuffix { outPath = "foo"; } "barfoo") ];
  hasInfix = [ (hasInfix "bc" "abcd") (hasInfix "a.c" "abcd") (hasInfix "x\ny" "wx\nyz") (hasInfix "" "") ];
  stringToCharacters = map stringToCharacters [ "abc" "" ];
  stringAsChars = stringAsChars (x: if x == "a" then "i" else x) "nax";
  chars = [ (lib.length lowerChars) (lib.last upperChars) ];
  cases = [
    (toLower "HOME é")
    (toUpper "home é")
    (toSentenceCase "hELLO world")
    (toSentenceCase "")
    (fails (toSentenceCase 1))
    (toCamelCase "hello-world")
    (toCamelCase "hello_big world")
    (toCamelCase "helloWorld-FOO")
    (toCamelCase "")
    (fails (toCamelCase [ ]))
  ];
  addContextFrom = addContextFrom "a" "b";
  splitString = [
    (splitString "." "foo.bar.baz")
    (splitString "/" "/usr/local/bin")
    (splitString "," "")
    (splitString "ab" "xabyabab")
    (splitString "a" { outPath = "bac"; })
    (builtins.length (splitString "5" 1500))
  ];
  splitStringBy = [
    (splitStringBy (prev: curr: builtins.elem curr [ "." "-" ]) false "foo.bar-baz")
    (splitStringBy (prev: curr: builtins.match "[a-z]" prev != null && builtins.match "[A-Z]" curr != null) true "fooBarBaz")
    (splitStringBy (_: _: true) true "ab")
    (splitStringBy (_: _: true) true "")
  ];
  removePrefix = [ (removePrefix "foo." "foo.bar.baz") (removePrefix "xxx" "foo.bar.baz") ];
  removeSuffix = [ (removeSuffix "front" "homefront") (removeSuffix "xxx" "homefront") (removeSuffix "" "a") ];
  versionOlder = [ (versionOlder "1.1" "1.2") (versionOlder "1.1" "1.1") ];
  versionAtLeast = [ (versionAtLeast "1.1" "1.0") (versionAtLeast "1.1" "1.2") ];
  getName = [ (getName "youtube-dl-2016.01.01") (getName { pname = "p"; }) (getName { name = "a-1"; }) ];
  getVersion = [ (getVersion "youtube-dl-2016.01.01") (getVersion { version = "v"; }) (getVersion { name = "a-1"; }) ];
  nameFromURL = [
    (nameFromURL "https://nixos.org/releases/nix/nix-1.7/nix-1.7-x86_64-linux.tar.bz2" "-")
    (nameFromURL "https://nixos.org/releases/nix/nix-1.7/nix-1.7-x86_64-linux.tar.bz2" "_")
    (fails (nameFromURL "https://x/y" "_"))
  ];
  isStringLike = map isStringLike [ "a" ./. { outPath = 1; } { __toString = 1; } { } 1 [ ] null ];
  isConvertibleWithToString = map isConvertibleWithToString [ 1 1.5 null true "a" { } [ 1 [ ] ] [ { } ] { outPath = ""; } (x: x) ];
  isStorePath = map isStorePath [
    "/nix/store/d945ibfx9x185xf04b890y4f9g3cbb63-python-2.7.11"
    "/nix/store/d945ibfx9x185xf04b890y4f9g3cbb63-python-2.7.11/bin/python"
    "/home"
    "relative"
    [ ]
    1
  ];
  sanitizeDerivationName = map sanitizeDerivationName [ "../hello.bar # foo" "" "ok-1.0" "." "a b" ];
  levenshtein = [ (levenshtein "foo" "foo") (levenshtein "book" "hook") (levenshtein "hello" "Heyo") (levenshtein "" "abc") ];
  levenshteinAtMost = [
    (levenshteinAtMost 0 "foo" "foo")
    (levenshteinAtMost 1 "foo" "boa")
    (levenshteinAtMost 2 "foo" "boa")
    (levenshteinAtMost 2 "This is a sentence" "this is a sentense.")
    (levenshteinAtMost 3 "This is a sentence" "this is a sentense.")
  ];
  commonPrefixLength = commonPrefixLength "abcx" "abcyy";
  commonSuffixLength = commonSuffixLength "xabc" "yyabc";
  fixedWidthString = [ (fixedWidthString 5 "0" "15") (fixedWidthString 2 "0" "15") (fails (fixedWidthString 1 "0" "15")) (fails (fixedWidthString 5 "ab" "15")) ];
  fixedWidthNumber = fixedWidthNumber 5 15;
  flags = [
    (cmakeOptionType "string" "ENGINE" "sdl2")
    (fails (cmakeOptionType "nope" "a" "b"))
    (cmakeBool "ENABLE" false)
    (cmakeFeature "MODULES" "a;b")
    (mesonOption "engine" "opengl")
    (mesonBool "hardened" true)
    (mesonEnable "opengl" false)
    (fails (mesonEnable "opengl" "x"))
    (enableFeature true "shared")
    (enableFeatureAs true "shared" "foo")
    (enableFeatureAs false "shared" (throw "ignored"))
    (withFeature false "shared")
    (withFeatureAs true "shared" "foo")
  ];
  toInt = [
    (map toInt [ "1337" "-4" " 123 " "0" "\n7" "9223372036854775807" "-9223372036854775808" ])
    (map (text: fails (toInt text)) [ "00024" "3.14" "" "abc" "0x1" "1 2" "99999999999999999999" ])
  ];
  toIntBase10 = [
    (map toIntBase10 [ "1337" "-4" " 123 " "00024" "0" "000" ])
    (map (text: fails (toIntBase10 text)) [ "3.14" "" "abc" ])
  ];
  floatToString = [ (floatToString 0.5) (floatToString 1.25) ];
  charToInt = map charToInt [ "\n" "a" "~" ];
  escape = [
    (escape [ "(" ")" ] "(foo)")
    (escapeC [ " " "x" ] "a bx")
    (escapeRegex "[^a-z]* a.b|c\\d$e")
    (escapeURL "foo/bar bar&baz~é")
    (escapeXML "\"test\" 'test' < & >")
  ];
  escapeShellArg = map escapeShellArg [ "esc'ape\nme" "a-b_c/d.e:f@g%h+i,j" "" [ "a" 1 true ] 5 ];
  escapeShellArgs = escapeShellArgs [ "one" "two three" "four'five" ];
  escapeNixString = map escapeNixString [ "hello\${}\n" "\"\\$$" "é" 5 ];
  escapeNixIdentifier = map escapeNixIdentifier [ "hello" "0abc" "in" "a'b-c" "" "a.b" "$x" ];
  isValidPosixName = map isValidPosixName [ "foo_bar000" "0-bad" "" ];
  toShellVar = [
    (toShellVar "foo" "some string")
    (toShellVar "foo" [ "a b" 1 ])
    (toShellVar "foo" { b = 1; a = "x y"; })
    (toShellVar "foo" { outPath = "/x"; })
    (fails (toShellVar "a-b" 1))
    (toShellVars { foo = "bar"; baz = true; })
  ];
  builtin = [
    (compareVersions "1" "2")
    (elem 1 [ 1 ])
    (fromJSON "[1]")
    (isInt 1)
    (isPath ./.)
    (isString "")
    (match "(a)b" "ab")
    (parseDrvName "a-1")
    (replaceStrings [ "a" ] [ "b" ] "aa")
    (split "," "a,b")
    (stringLength "é")
    (substring 1 2 "abcd")
    (toJSON { a = 1; })
    (typeOf 1)
    (unsafeDiscardStringContext "a")
  ];
}
