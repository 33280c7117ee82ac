# The Unicode tables come from pinned packages.
GENERATED_HEADERS += $(GEN)/unicode_tables.h $(GEN)/unicode_names.h

$(GEN)/unicode.stamp: src/objects/gen-unicode.mjs node_modules/.package-lock.json
	@mkdir -p $(@D)
	@echo 'gen: unicode'
	@$(NODE) src/objects/gen-unicode.mjs $(GEN)
	@touch $@
$(GEN)/unicode_tables.h $(GEN)/unicode_names.h: $(GEN)/unicode.stamp ;
