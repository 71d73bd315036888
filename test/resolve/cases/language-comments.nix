# one line
[
  1 # behind
  /* several
     lines */
  2
  /**/ 3
]
