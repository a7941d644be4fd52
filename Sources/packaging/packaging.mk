# What others download: Debian packages, and the signed list of all files. Included by the Makefile, after install.mk.

PACKAGING := Sources/packaging
PACKAGING_TOOLS := debhelper dh-php libicu72 lintian
DEBIAN := .build/debian
# What is offered for download.
DOWNLOADS ?= .build/downloads
# How the list of it is signed, and the key that others hold it against.
SIGNER ?=
PUBLIC_KEY ?=

# The library and the static program, for any Linux whose C library is that of Debian 11 or newer.
TARBALL := .build/tarball
CLIENT_NAME = latchkey-client-$(VERSION)-linux-$(shell uname -m)

.PHONY: deb test-deb tarball test-tarball downloads release verify-release check-release

# Everything is dated as the last commit.
deb tarball downloads sbom install check-release: export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)

deb: ## build packages for the release of Debian that this machine runs
	@.ci/packages $(PACKAGING_TOOLS)
	rm -rf $(DEBIAN)
	mkdir -p $(DEBIAN)/latchkey
	cp -R $(PACKAGING)/debian $(DEBIAN)/latchkey
	$(MAKE) install DESTDIR=$(abspath $(DEBIAN)/latchkey/stage) PREFIX=/usr LIBDIR=/usr/lib/$$(dpkg-architecture -qDEB_HOST_MULTIARCH) \
		ZSH_COMPLETIONS=/usr/share/zsh/vendor-completions PHP_INI_DIR=/php
	$(PACKAGING)/copyright.sh GRDB ICU libsodium musl > $(DEBIAN)/latchkey/debian/copyright
	printf 'latchkey (%s-1) stable; urgency=medium\n\n  * Release %s: see changelog.gz.\n\n -- %s  %s\n' $(VERSION) $(VERSION) \
		"$$(sed -n 's/^Maintainer: //p' $(PACKAGING)/debian/control)" "$$(date -uRd @$$SOURCE_DATE_EPOCH)" \
		> $(DEBIAN)/latchkey/debian/changelog
	cd $(DEBIAN)/latchkey && umask 022 && dpkg-buildpackage --build=binary --no-sign
	lintian --fail-on error --allow-root $(DEBIAN)/*.changes

test-deb: ## install the packages in a Debian 12 of their own, use them, purge them (needs root and debootstrap)
	@.ci/packages debootstrap python3
	@test -n "$(wildcard $(DEBIAN)/*.deb)" || $(MAKE) deb
	python3 Tests/Install/debian.py $(DEBIAN)

tarball: client glpi-template ## pack library, static program and GLPI template for other systems, below .build/tarball
	rm -rf $(TARBALL)
	umask 022 && $(MAKE) install-client install-glpi DESTDIR=$(abspath $(TARBALL))/$(CLIENT_NAME) PREFIX=
	sed -i 's|^prefix=.*|prefix=$${pcfiledir}/../..|' $(TARBALL)/$(CLIENT_NAME)/lib/pkgconfig/latchkey.pc
	install -m 644 LICENSE README.md CHANGELOG.md $(TARBALL)/$(CLIENT_NAME)
	$(PACKAGING)/copyright.sh libsodium musl > $(TARBALL)/$(CLIENT_NAME)/COPYRIGHT
	cd $(TARBALL) && tar --sort=name --mtime=@$$SOURCE_DATE_EPOCH --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX --format=gnu \
		-cf - $(CLIENT_NAME) | xz -6 > $(CLIENT_NAME).tar.xz

test-tarball: tarball ## unpack the tarball somewhere, and use what is in it
	Tests/Install/tarball.sh $(TARBALL)/$(CLIENT_NAME).tar.xz $(VERSION)

downloads: deb tarball
	rm -rf $(DOWNLOADS)
	install -D -m 644 -t $(DOWNLOADS) $(DEBIAN)/*.deb $(TARBALL)/*.tar.xz
	install -m 644 $(SBOM) $(DOWNLOADS)/latchkey-$(VERSION).spdx.json

release: ## build what others download, and sign the list of it: SIGNER="--key FILE --name VENDOR/release/LABEL" (docs/release.md)
	$(if $(SIGNER),,$(error SIGNER says how the list is signed: docs/release.md))
	$(MAKE) downloads
	$(RELEASE)/latchkey-vendor release sign $(DOWNLOADS)/* $(SIGNER) -o $(DOWNLOADS)/SHA256SUMS

verify-release: ## verify the signature of a release and the digests of its files: PUBLIC_KEY, DOWNLOADS
	$(if $(PUBLIC_KEY),,$(error PUBLIC_KEY is the key as its owner shows it: docs/release.md))
	@test -x $(RELEASE)/latchkey-vendor || $(MAKE) optimized
	$(RELEASE)/latchkey-vendor release verify $(DOWNLOADS)/SHA256SUMS --public-key '$(PUBLIC_KEY)'

check-release: ## build what others download again in another folder, and compare byte for byte (takes as long as a release)
	@test -n "$(wildcard $(DOWNLOADS)/*.deb)" || $(MAKE) downloads
	Tests/Install/reproducible.sh $(DOWNLOADS)
