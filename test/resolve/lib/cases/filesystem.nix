lib:
with lib.filesystem;
let
  relative = path: lib.removePrefix (toString ./. + "/") (toString path);
in
{
  pathType = map pathType [ ./data ./data/value.json ];
  pathIsDirectory = map pathIsDirectory [ ./data ./data/value.json ./missing ];
  pathIsRegularFile = map pathIsRegularFile [ ./data ./data/value.json ./missing ];
  haskellPathsInDir = lib.mapAttrs (_: relative) (haskellPathsInDir ./data);
  listFilesRecursive = map relative (listFilesRecursive ./data);
  listFilesType = map builtins.typeOf (listFilesRecursive ./data/nested);
  listFilesOfText = map (lib.removePrefix (toString ./.)) (listFilesRecursive (toString ./data/nested));
  locateDominatingFile =
    let
      found = locateDominatingFile "(value)\\.(json)" ./data/nested/deep/file.nix;
    in
    [ (relative found.path) found.matches (relative (locateDominatingFile "file.nix" ./data/nested/deep).path) ];
  resolveDefaultNix = [ (relative (resolveDefaultNix ./data)) (relative (resolveDefaultNix (toString ./missing + "/"))) (relative (resolveDefaultNix ./data/value.json)) ];
  builtin = [ (baseNameOf ./data) (relative (dirOf ./data/value.json)) (isPath ./data) (readFileType ./data) (readDir ./data/nested) ];
  packagesFromDirectoryRecursive =
    let
      scope = packagesFromDirectoryRecursive {
        callPackage = throw "unused";
        newScope = lib.callPackageWith;
        directory = ./data/fileset/nix;
      };
      plain = packagesFromDirectoryRecursive {
        callPackage = path: _: relative path;
        directory = ./data;
      };
    in
    [
      (builtins.attrNames scope)
      scope.two.w
      plain
      (builtins.tryEval (packagesFromDirectoryRecursive { callPackage = path: _: path; directory = ./data/fileset; })).success
    ];
}
