raise A from
