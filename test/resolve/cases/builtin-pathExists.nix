map builtins.pathExists [
  ./files
  ./files/text
  ./files/missing
  ./files/missing/deeper
  ./files/text/deeper
  ./files/link-to-text
  ./files/dangling
  (toString ./files + "/")
  (toString ./files/text + "/")
  (toString ./files/text + "/.")
  (toString ./files + "/.")
  ./files/folder/../text
]
