# Generated parts of the syntax room.
GENERATED += $(GEN)/ast_tables.c
GENERATED_HEADERS += $(GEN)/ast_nodes.h

$(GEN)/ast.stamp: src/syntax/gen-ast.mjs src/syntax/ast.def
	@mkdir -p $(@D)
	@$(NODE) src/syntax/gen-ast.mjs src/syntax/ast.def $(GEN)
	@touch $@
$(GEN)/ast_nodes.h $(GEN)/ast_tables.c: $(GEN)/ast.stamp ;
