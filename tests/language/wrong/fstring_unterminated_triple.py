f"""abc
{x}
