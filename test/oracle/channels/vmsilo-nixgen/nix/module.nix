{ vmsilo, file }: { }
