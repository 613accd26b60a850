"""How the full screen takes what a person says: `ear` hears and hands it to the screen that is seen."""
