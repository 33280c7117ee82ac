# Long line carets.
def main():
    some_dictionary_with_a_long_name = {"first_key": {"second_key": {"third_key": [1, 2, 3]}}}
    print(some_dictionary_with_a_long_name["first_key"]["second_key"]["third_key"][0])
    value = some_dictionary_with_a_long_name["first_key"]["second_key"]["third_key"][0] + some_dictionary_with_a_long_name["first_key"]["second_key"]["other_key"][0]

main()
