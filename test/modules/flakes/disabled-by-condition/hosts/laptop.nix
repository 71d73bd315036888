{ my.vms.enable = true; }
