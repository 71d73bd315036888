[
  (builtins.readFile ./files/text)
  (builtins.readFile ./files/link-to-text)
  (builtins.stringLength (builtins.readFile ./files/latin1))
]
