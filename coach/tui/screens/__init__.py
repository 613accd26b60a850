"""The full screens: each module is one screen, or the dialog that stands over one."""
