class C(Base):
    # only a comment
