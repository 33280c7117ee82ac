#!/usr/bin/python
# vim: set fileencoding=bogus :
