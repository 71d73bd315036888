scopedImport { greeting = "hello"; toString = x: "mine"; } ./files/scoped.nix
