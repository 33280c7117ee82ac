# Generated parts of the syntax room.
GENERATED += $(GEN)/ast_tables.c $(GEN)/grammar_tables.c
GENERATED_HEADERS += $(GEN)/ast_nodes.h $(GEN)/grammar.h

$(GEN)/ast.stamp: src/syntax/gen-ast.mjs src/syntax/ast.def
	@mkdir -p $(@D)
	@$(NODE) src/syntax/gen-ast.mjs src/syntax/ast.def $(GEN)
	@touch $@
$(GEN)/ast_nodes.h $(GEN)/ast_tables.c: $(GEN)/ast.stamp ;

$(GEN)/grammar.stamp: src/syntax/gen-parser.mjs src/syntax/grammar.peg src/syntax/ast.def src/syntax/token.h
	@mkdir -p $(@D)
	@echo 'gen: grammar'
	@$(NODE) src/syntax/gen-parser.mjs src/syntax/grammar.peg src/syntax/ast.def src/syntax/token.h $(GEN)
	@touch $@
$(GEN)/grammar.h $(GEN)/grammar_tables.c: $(GEN)/grammar.stamp ;
