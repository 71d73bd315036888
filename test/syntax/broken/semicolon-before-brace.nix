{
  vault = {
    memory = 512
  };
}
