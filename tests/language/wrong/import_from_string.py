from "m" import a
