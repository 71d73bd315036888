let
  sum = n: if n == 0 then 0 else n + sum (n - 1);
  even = n: n == 0 || odd (n - 1);
  odd = n: n != 0 && even (n - 1);
  fibonacci = n: if n < 2 then n else fibonacci (n - 1) + fibonacci (n - 2);
in
[
  (sum 100)
  (even 50)
  (fibonacci 15)
]
