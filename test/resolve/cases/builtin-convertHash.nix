let
  inherit (builtins) convertHash;
  hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
in
[
  (map
    (
      toHashFormat:
      convertHash {
        hash = hex;
        hashAlgo = "sha256";
        inherit toHashFormat;
      }
    )
    [
      "base16"
      "nix32"
      "base64"
      "sri"
    ]
  )
  (map
    (
      hash:
      convertHash {
        inherit hash;
        toHashFormat = "base16";
      }
    )
    [
      "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
      "sha256:1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s"
      "sha256:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
      "sha256:${hex}"
      "md5:d41d8cd98f00b204e9800998ecf8427e"
      "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709"
    ]
  )
]
