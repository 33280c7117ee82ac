raise *a
