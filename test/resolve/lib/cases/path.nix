lib:
with lib.path;
let
  fails = value: !(builtins.tryEval (builtins.deepSeq value value)).success;
in
{
  append = [
    (append /foo "bar/baz")
    (append /foo "./bar//baz/./qux")
    (append /. "foo")
    (append /foo ".")
  ];
  appendFails = map (subpath: fails (append /foo subpath)) [ "/bar" "" "../bar" "a/.." 1 ];
  appendNoPath = fails (append "/foo" "bar");
  hasPrefix = [ (hasPrefix /foo /foo/bar) (hasPrefix /foo /foo) (hasPrefix /foo/bar /foo) (hasPrefix /. /foo) (hasPrefix /fo /foo) ];
  removePrefix = [ (removePrefix /foo /foo/bar/baz) (removePrefix /foo /foo) (fails (removePrefix /foo/bar /foo)) (removePrefix /. /foo) ];
  splitRoot = [ (splitRoot /foo/bar).subpath (splitRoot /.).subpath (toString (splitRoot /foo).root) ];
  hasStorePathPrefix = map hasStorePathPrefix [
    /nix/store/nvl9ic0pj1fpyln3zaqrf4cclbqdfn1j-foo/bar/baz
    /nix/store/nvl9ic0pj1fpyln3zaqrf4cclbqdfn1j-foo
    /nix/store
    /nix
    /foo
  ];
  subpath = [
    (map subpath.isValid [ "a" "./a" "a/b/" "." "" "/a" "a/../b" "..a" null ])
    (subpath.join [ "foo" "bar/baz" "./qux//" ])
    (subpath.join [ ])
    (fails (subpath.join [ "a" "../b" ]))
    (subpath.components "./foo//bar/./baz")
    (subpath.components ".")
    (subpath.normalise "foo//bar/")
    (subpath.normalise "./.")
    (fails (subpath.normalise "../a"))
  ];
}
