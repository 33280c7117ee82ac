# The opcode numbers come from the pinned standard library.
GENERATED_HEADERS += $(GEN)/compile/opcode_numbers.h

$(GEN)/compile/opcode_numbers.h: src/compile/gen_opcodes.mjs node_modules/.package-lock.json
	@mkdir -p $(@D)
	@$(NODE) src/compile/gen_opcodes.mjs node_modules/pyodide/python_stdlib.zip $@
