builtins.groupBy (x: if x > 2 then "large" else "small") [ 4 1 3 2 ]
