map builtins.functionArgs [
  (x: x)
  (
    {
      b,
      a ? 1,
      ...
    }@all:
    all
  )
  ({ }: 1)
  builtins.add
]
