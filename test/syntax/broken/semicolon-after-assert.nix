assert true
{ }
