builtins.hashFile "sha256" ./files/text
