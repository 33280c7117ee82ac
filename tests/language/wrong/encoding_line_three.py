# coding: utf-8
# second
x = "€"
