map builtins.readFileType [
  ./files
  ./files/text
  ./files/link-to-text
  ./files/dangling
]
