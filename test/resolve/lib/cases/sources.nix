lib:
with lib.sources;
let
  root = ./data/fileset;
  fails = value: !(builtins.tryEval value).success;
  kept = source: map (name: source.filter "${toString root}/${name}" "regular");
  named = cleanSourceWith { src = root; name = "n"; filter = _: type: type == "regular"; };
in
{
  cleanSourceFilter = map (file: cleanSourceFilter file.name file.type) (lib.cartesianProduct {
    name = [ ".git" "a/.git" ".svn" "x~" ".swp" ".swpx" ".a.swp" "a.swp" "x.o" "a.so" "aso" "result-bin" "" ];
    type = [ "regular" "directory" "symlink" "unknown" ];
  });
  cleanSource =
    let
      source = cleanSource root;
    in
    [ (builtins.attrNames source) source.name (source.origSrc == root) (kept source [ "a" "a~" ]) ];
  cleanSourceWith =
    let
      source = cleanSourceWith { src = named; filter = path: _: baseNameOf path == "a"; };
    in
    [
      source.name
      (source.origSrc == root)
      (kept source [ "a" "b" ])
      (source.filter "/a" "directory")
      (cleanSourceWith { src = throw "unused"; name = "x"; }).name
      ((cleanSourceWith { src = throw "unused"; filter = _: _: false; }).filter (throw "unused") 1)
    ];
  sourceByRegex = [
    (kept (sourceByRegex root [ "a.*" "b/[0-9]+" ]) [ "a" "abc" "b/12" "b/x" "c" ])
    (kept (sourceByRegex (cleanSource root) [ "a.*" ]) [ "a" "a~" ])
    ((sourceByRegex root [ ]).filter (throw "unused") 1)
  ];
  sourceFilesBySuffices = [
    (kept (sourceFilesBySuffices root [ ".c" ".h" ]) [ "a.c" "a.d" ])
    ((sourceFilesBySuffices root [ ]).filter (throw "unused") "directory")
  ];
  sourceByGlobs = map (patterns: kept (sourceByGlobs root patterns) [ "a" "a/b" "x.c" "src/x.c" "src/d/x.c" "xxc" ]) [
    [ "a" ]
    [ "**" ]
    [ "*" ]
    [ "**/*.c" ]
    [ "src/**" "x.c" ]
    [ "src/**/x.c" ]
    [ "**/**/x.c" ]
    [ "**/**" ]
    [ ]
  ];
  partial = [
    ((sourceByGlobs root [ "a/b" ]).filter "${toString root}/a" "directory")
    ((sourceByGlobs root [ "a/b" ]).filter "${toString root}/a" "regular")
  ];
  trace =
    let
      source = trace (cleanSource root);
    in
    [ source.name source.satisfiesSubpathInvariant (kept source [ "a~" ]) ];
  canCleanSource = map canCleanSource [ root "x" (cleanSource root) ];
  pathHasContext = pathHasContext "x";
  urlToName = map urlToName [
    "https://github.com/NixOS/nixpkgs.git"
    "git@github.com:NixOS/nixpkgs"
    "a/b/c.tar.gz"
    "x.tar.gz.zip/"
    ""
    ".git"
    5
  ];
  shortRev = map shortRev [ "abcdef0123456789" "refs/tags/v12.0" "v1.2.3-rc1" "foo-1.2" "main" "rel_1_2" 12 "" ];
  revOrTag = [ (revOrTag (throw "unused") "b") (revOrTag "a" null) (revOrTag null null) ];
  repoRevToName = [
    (repoRevToName "source" (throw "unused") (throw "unused") (throw "unused"))
    (repoRevToName "versioned" "a/b.git" "v1.0" (throw "unused"))
    (repoRevToName "full" "a/b.git" "v1.0" "github")
    (repoRevToName "full" "a/b.git" null null)
    (fails (repoRevToName "x"))
  ];
  libTrace = lib.trace "x" 1;
}
