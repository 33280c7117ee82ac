f"{return 1}"
