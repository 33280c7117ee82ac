def f[in](): pass
