# VMs

The VMs are *here*.
