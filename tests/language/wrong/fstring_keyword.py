f"{for}"
