{
  "memory": 512,
  "cpus": 2
}
