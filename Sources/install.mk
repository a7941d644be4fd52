# What is installed, and where. Included by the Makefile, after embedded.mk and php/extension.mk.

PREFIX ?= /usr/local
LIBRARY = liblatchkey.so.$(VERSION)

# Debian keeps an extension's settings in one place, from which phpenmod links them into each of PHP's faces; elsewhere the
# place is the folder that PHP scans.
PHP_EXTENSION_DIR = $(shell $(PHP_CONFIG) --extension-dir)
PHP_SCANNED_DIR = $(shell $(PHP_CONFIG) --ini-dir)
PHP_INI_DIR = $(firstword $(abspath $(wildcard $(PHP_SCANNED_DIR)/../../mods-available)) $(PHP_SCANNED_DIR))

.PHONY: install install-client install-php install-glpi uninstall test-install

install: install-client install-php install-glpi ## install library, program, PHP extension, GLPI template: PREFIX, DESTDIR, PHP_CONFIG

install-client: $(addprefix $(EMBEDDED)/,liblatchkey.so liblatchkey.a latchkey-verify)
	install -d $(addprefix $(DESTDIR)$(PREFIX)/,bin include lib/pkgconfig)
	install -m 755 $(EMBEDDED)/latchkey-verify $(DESTDIR)$(PREFIX)/bin
	install -m 644 Sources/CLatchkey/include/latchkey.h $(DESTDIR)$(PREFIX)/include
	install -m 644 $(EMBEDDED)/liblatchkey.so $(DESTDIR)$(PREFIX)/lib/$(LIBRARY)
	ln -sf $(LIBRARY) $(DESTDIR)$(PREFIX)/lib/liblatchkey.so.1
	ln -sf liblatchkey.so.1 $(DESTDIR)$(PREFIX)/lib/liblatchkey.so
	install -m 644 $(EMBEDDED)/liblatchkey.a $(DESTDIR)$(PREFIX)/lib
	sed 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|' Sources/LatchkeyABI/latchkey.pc.in \
		> $(DESTDIR)$(PREFIX)/lib/pkgconfig/latchkey.pc

install-php: $(PHP_BUILD)/latchkey.so
	$(if $(PHP_EXTENSION_DIR),,$(error $(PHP_CONFIG) names no folder for extensions: set PHP_CONFIG to another))
	$(if $(PHP_INI_DIR),,$(error $(PHP_CONFIG) names no folder for settings: set PHP_INI_DIR))
	install -d $(DESTDIR)$(PHP_EXTENSION_DIR) $(DESTDIR)$(PHP_INI_DIR)
	install -m 644 $< $(DESTDIR)$(PHP_EXTENSION_DIR)
	install -m 644 $(PHP_SOURCES)/latchkey.ini $(DESTDIR)$(PHP_INI_DIR)
	$(if $(findstring mods-available,$(PHP_INI_DIR)),@echo "enable the extension: phpenmod latchkey")

# Where `latchkey-vendor product scaffold glpi` looks, beside the folder of the program.
install-glpi: glpi-template
	rm -rf $(DESTDIR)$(PREFIX)/share/latchkey/glpi-plugin
	install -d $(DESTDIR)$(PREFIX)/share/latchkey
	cp -R $(GLPI_TEMPLATE) $(DESTDIR)$(PREFIX)/share/latchkey/glpi-plugin

uninstall: ## remove what install put there, by the same PREFIX, DESTDIR and PHP_CONFIG
	rm -f $(addprefix $(DESTDIR)$(PREFIX)/,bin/latchkey-verify include/latchkey.h lib/pkgconfig/latchkey.pc \
		$(addprefix lib/,$(LIBRARY) liblatchkey.so.1 liblatchkey.so liblatchkey.a))
	rm -rf $(DESTDIR)$(PREFIX)/share/latchkey/glpi-plugin
	$(if $(PHP_EXTENSION_DIR),rm -f $(DESTDIR)$(PHP_EXTENSION_DIR)/latchkey.so)
	$(if $(PHP_INI_DIR),rm -f $(DESTDIR)$(PHP_INI_DIR)/latchkey.ini)

test-install: client php-extension ## install into a folder, use what is there, and remove it again
	@.ci/packages $(PHP_TEST_PACKAGES)
	Tests/Install/run.sh $(MAKE)
