# The program and the library, built as `npm run build` builds them.
{
  lib,
  buildNpmPackage,
  importNpmLock,
  nodejs_22,
}:
let
  manifest = lib.importJSON ../package.json;
in
buildNpmPackage {
  pname = manifest.name;
  inherit (manifest) version;
  src = ../.;
  nodejs = nodejs_22;

  # importNpmLock needs no hash beside those of the lock file, but it needs the URLs, which the lock file leaves out;
  # fetchNpmDeps, the other way, would need both.
  npmDeps = importNpmLock {
    npmRoot = ../.;
    packageLock = import ./npm-lock.nix (lib.importJSON ../package-lock.json);
  };
  inherit (importNpmLock) npmConfigHook;

  # What is installed is what `npm pack` lists; its `prepare` would build a second time.
  npmPackFlags = [ "--ignore-scripts" ];

  meta = {
    inherit (manifest) description;
    license = lib.licenses.mit;
    mainProgram = "vmsilo-nixgen";
    platforms = lib.platforms.linux;
  };
}
