database_connection = "db"
def query():
    return database_conection.upper()
print(database_connection)
query()
