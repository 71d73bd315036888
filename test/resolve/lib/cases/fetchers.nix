lib:
with lib.fetchers;
let
  fails = value: !(builtins.tryEval value).success;
  fetch = withNormalizedHash { } ({ outputHash, outputHashAlgo, url ? 1 }: { inherit outputHash outputHashAlgo url; });
  optional = withNormalizedHash { hashTypes = [ "sha512" ]; } ({ outputHash ? 1, outputHashAlgo ? 2 }: {
    inherit outputHash outputHashAlgo;
  });
  some = normalizeHash { hashTypes = [ "sha512" "md5" ]; };
in
{
  normalizeHash = [
    (normalizeHash { } { hash = "x"; url = "y"; })
    (normalizeHash { } { sha256 = ""; url = "y"; })
    (normalizeHash { } { hash = ""; })
    (normalizeHash { } { outputHash = "z"; hash = 1; })
    (normalizeHash { required = false; } { url = 1; })
    (some { sha512 = ""; })
    (some { md5 = "q"; sha256 = 1; })
    (some { md5 = throw "unused"; }).outputHashAlgo
    (fails (some { md5 = ""; }).outputHash)
    (fails (normalizeHash { } { url = 1; }))
    (fails (normalizeHash { } { sha256 = 1; hash = 1; }))
  ];
  withNormalizedHash = [
    (fetch { hash = "a"; })
    (fetch { sha256 = "b"; url = 2; })
    (lib.functionArgs fetch)
    (optional { sha512 = ""; })
    (optional { })
    (fails (withNormalizedHash { } ({ outputHash, url ? 1 }: 1)))
    (fails (withNormalizedHash { } ({ outputHash, outputHashAlgo, hash ? 1 }: 1)))
  ];
  inherit proxyImpureEnvVars;
}
