f"abc } def"
