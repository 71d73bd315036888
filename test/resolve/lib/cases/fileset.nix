lib:
with lib.fileset;
let
  root = ./data/fileset;
  names = files: map (lib.path.removePrefix root) (toList files);
  internals = files: builtins.removeAttrs files [ "_noEval" "_internalBase" "_internalBaseComponents" ];
  fails = value: !(builtins.tryEval value).success;
  nix = root + "/nix";
  inner = root + "/inner";
  one = root + "/nix/one.nix";
  withExtension = extension: fileFilter (file: file.hasExt extension) root;
  filterOf = files: paths: map (path: (toSource { inherit root; fileset = files; }).filter (toString path) "x") paths;
in
{
  emptied = map names [ (difference root root) (unions [ (maybeMissing ./nowhere) nix ]) (unions [ (maybeMissing ./nowhere) ]) ];
  wider = names (intersection nix ./data);
  keptOf = filterOf (union (maybeMissing (root + "/nowhere")) nix) [ nix one (root + "/inner") root ];
  keptOfNothing = filterOf (maybeMissing (root + "/nowhere")) [ nix root ];
  toList = map names [ root one empty ];
  union = map names [
    (union nix one)
    (union one inner)
    (unions [ ])
    (unions [ empty one inner root ])
    (union (fileFilter (_: false) one) one)
    (union (fileFilter (_: false) one) (fileFilter (_: false) one))
  ];
  intersection = map names [
    (intersection root inner)
    (intersection nix inner)
    (intersection (withExtension "nix") (union one inner))
    (intersection empty root)
    (intersection inner (withExtension "c"))
    (intersection (withExtension "c") (difference root inner))
    (intersection (fileFilter (_: true) root) (difference root inner))
    (intersection root (withExtension "c"))
    (intersection root (difference root root))
  ];
  difference = map names [
    (difference root nix)
    (difference nix one)
    (difference inner root)
    (difference nix inner)
    (difference (union nix inner) (withExtension "c"))
    (difference empty root)
    (difference nix empty)
    (difference inner (withExtension "c"))
  ];
  fileFilter = map names [
    (withExtension "txt")
    (fileFilter (file: file.name == "one.nix" && file.type == "regular") one)
    (fileFilter (_: false) one)
  ];
  maybeMissing = map names [ (maybeMissing ./missing) (maybeMissing one) ];
  fromSource = map names [
    (fromSource root)
    (fromSource (lib.sourceByRegex root [ "inner" ".*txt" ]))
    (fromSource (lib.cleanSource one))
  ];
  toSource = [
    (filterOf (withExtension "nix") [ root nix one inner ])
    (filterOf (difference root root) [ root nix one ])
    (filterOf empty [ root one ])
    (toSource { inherit root; fileset = one; }).name
  ];
  trace = [ (trace (union one inner) 1) (names (traceVal (union one inner))) (trace empty 2) ];
  isFileset = map isFileset [ root ./missing empty "a" 5 { } (union nix inner) (lib.cleanSource root) ];
  internals = map internals [ empty (union one inner) (difference root one) ];
  older = map (older: names (older // {
    _type = "fileset";
    _internalBase = root;
    _internalTree.inner = "directory";
  })) [
    { _internalVersion = 0; }
    { inherit (difference root one) _internalBaseRoot _internalBaseComponents; _internalVersion = 1; }
    { inherit (difference root one) _internalBaseRoot _internalBaseComponents; _internalVersion = 2; }
  ];
  fails = map fails [
    empty._noEval
    (union root "a")
    (union root { outPath = "a"; })
    (unions 5)
    (unions [ ./missing ])
    (toList (lib.cleanSource root))
    (toList { _type = "fileset"; _internalVersion = 99; })
    (union root { _type = "fileset"; _internalVersion = 0; _internalBase = 5; _internalTree = null; })
    (fileFilter 5 root)
    (fileFilter (_: true) empty)
    (fileFilter (_: true) ./missing)
    (maybeMissing "a")
    (maybeMissing 5)
    (fromSource "a")
    (fromSource (lib.cleanSource ./missing))
    (toSource { root = nix; fileset = inner; })
    (toSource { root = one; fileset = one; })
    (toSource { root = ./missing; fileset = one; })
    (toSource { root = "a"; fileset = one; })
    ((toSource { inherit root; fileset = one; }).filter (toString one) "unknown")
    (trace (fileFilter (_: throw "needed") root) 1)
    (gitTracked "a")
    (gitTracked one)
    (gitTracked root)
    (gitTrackedWith { recurseSubmodules = 5; } root)
    (gitTrackedWith { recurseSubmodules = true; } root)
  ];
}
