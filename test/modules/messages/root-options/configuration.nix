# Options that are no set.
{
  options = 5;
}
