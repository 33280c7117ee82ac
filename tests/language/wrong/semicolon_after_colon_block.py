if x: ; y
