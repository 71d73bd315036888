map fromTOML [
  ""
  ''
    # a comment
    a = 1 # another
    b.c = 'literal \n'
    "d e".f = "\u00e9\t\"\\"
    3 = true
    [t]
    x = [ 1, 2.5, 'a', { x = 1, y.z = 2 }, [ ], ] # mixed
    [t.u]
    y = false
    [[q]]
    a = 1
    [[q]]
    b = 2
    [q.r]
    c = 3
  ''
  ''
    a = 1_000
    b = 0xff
    c = 0o17
    d = 0b11
    e = 1e3
    f = -0.5
    g = +5
    h = inf
    i = -inf
    j = 9223372036854775807
  ''
  "a = \"\"\"\nx\\\n   y\"\"\"\"\nb = '''\na'b'''\r\nc = \"\"\"a\n\n\"\"\""
  "[a.b]\nx = 1\n[a]\ny = 2"
  "'a' = 1\n'b c'.d = ''"
  "a = {}\nb = { }\nc = [ ]\nd = [ 1\n, 2\n, ]"
  "a.b.c = 1\na.b.d = 2\n[x]\na.b = 1\na.c = 2"
  "[[a]]\n[a.b]\n[[a]]\n[a.b]"
  "a = \"\"\"x\\n\\\n   y\\t\"z\"\"\""
  "a = nan\nb = +inf"
]
