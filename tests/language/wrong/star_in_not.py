not *a
