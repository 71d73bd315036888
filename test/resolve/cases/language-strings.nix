[
  "a\n\t\r\\\"\${x}\q$"
  "$${1}"
  "a$b"
  "${"nested ${"twice"}"}"
  ''
    stripped
      indented

    last''
  ''
  one
    ''${"two"}
  ''
  ''a ''' b ''\n ''$ $''${1} ''\${1}''
  ''
     	tab
    x
  ''
  ''

  ''
  "line
    break"
  https://example.org/a?b=c
  "é"
]
