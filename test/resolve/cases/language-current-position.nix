let
  at = __curPos;
in
[
  at.line
  at.column
  (baseNameOf at.file)
]
