f"{lambda x}"
