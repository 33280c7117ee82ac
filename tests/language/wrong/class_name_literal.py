class "A": pass
