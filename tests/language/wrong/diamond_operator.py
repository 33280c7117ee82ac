if a <> b: pass
