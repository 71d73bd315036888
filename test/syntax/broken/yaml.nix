vms:
  - name: banking
    netvm: sys-net
