# A lock file of npm's with the URL of each package, as `resolved`. npm leaves them out under
# `omit-lockfile-registry-resolved`, and finds them as this does: by the package's name and version.
lock:
let
  withUrl =
    path: module:
    if module ? integrity && !(module ? resolved) then
      module // { resolved = urlOf (module.name or (nameOf path)) module.version; }
    else
      module;

  # Of `node_modules/a/node_modules/@scope/b`, `@scope/b`.
  nameOf = path: builtins.elemAt (builtins.match "(.*/)?node_modules/((@[^/]+/)?[^/]+)" path) 1;

  urlOf = name: version: "https://registry.npmjs.org/${name}/-/${baseNameOf name}-${version}.tgz";
in
lock // { packages = builtins.mapAttrs withUrl lock.packages; }
