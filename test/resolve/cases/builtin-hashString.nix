builtins.concatMap (text: map (name: builtins.hashString name text) [ "md5" "sha1" "sha256" "sha512" ]) [
  ""
  "abc"
  "é"
]
