/// What a license is bound to: product, installation, URL.
let bindingVectors: [VectorCase] =
    [
        Scene(license: license).with { $0.show = "license features limits days-left" }.verifying(
            "binding", "in-force",
            "full license=[01KAJ0Q6Y4ZC9C4N2B8M4T7X5R] features=[export reports] limits=[seats 50] days-left=[341]",
            "everything fits"),
        Scene(license: license).with { $0.show = "json" }.verifying(
            "binding", "in-force-json",
            #"full {"mode": "full","product": "demo","license": "01KAJ0Q6Y4ZC9C4N2B8M4T7X5R","kind": "subscription","customer": "ACME SA","#
                + #""installation": "\#(TestKey.here.installationID)","starts": "2026-11-21T00:00:00Z","expires": "2027-11-22T12:00:00Z","#
                + #""lastDay": "2027-11-21","daysLeft": 341,"time": "2026-12-15T10:00:00Z","features": ["export","reports"],"limits": {"seats": 50},"findings": []}"#,
            "the verdict as JSON"),
        Scene().with { $0.show = "json" }.verifying(
            "binding", "no-license-json",
            #"off nothing-installed {"mode": "off","product": "demo","license": null,"kind": null,"customer": null,"installation": null,"starts": null,"#
                + #""expires": null,"lastDay": null,"daysLeft": null,"time": "2026-12-15T10:00:00Z","features": [],"limits": {},"findings": [{"#
                + #""code": "nothing-installed","severity": "error","message": "no license is installed","#
                + #""remedy": "make an activation request, send it to vendor.example, and import the file that comes back","#
                + #""values": {"vendor": "vendor.example"}}]}"#,
            "the verdict as JSON"),
        Scene(license: license).with { $0.url = "https://glpi.acme.example/?a=b#c" }.verifying(
            "binding", "url-with-query", "full url-trimmed", "a query and a fragment do not count, and that is said"),
        Scene(license: license).with { $0.feature = "export" }.verifying(
            "binding", "feature", "full", "a feature of this license"),
        Scene(license: license).with { $0.feature = "import" }.verifying(
            "binding", "feature-not-licensed", "full feature-not-licensed", "everything else works"),
        Scene(license: license.without("feature")).with { $0.feature = "export" }.verifying(
            "binding", "no-features", "full feature-not-licensed", "absence never grants"),
        Scene(installed: license.with("product", "other").signed(.license)).verifying(
            "binding", "other-product", "off other-product", "a license for another product"),
        Scene(installed: license.with("installation", TestKey.elsewhere.installationID).signed(.license))
            .verifying("binding", "other-installation", "off other-installation", "a license for another installation"),
        Scene(license: license.with("installation", "any")).verifying(
            "binding", "any-installation", "full", "any is written out"),
        Scene(
            license: license.with(
                "installation", [TestKey.here, .elsewhere, .third].map { $0.installationID }.sorted())
        )
        .verifying("binding", "several-installations", "full", "this one among three"),
        Scene(
            installed: license.with("installation", [TestKey.elsewhere, .third].map { $0.installationID }.sorted())
                .signed(.license)
        )
        .verifying("binding", "several-other-installations", "off other-installation", "not this one among two"),
        Scene(installed: everythingWrong.signed(.license)).with {
            $0.url = "https://glpi.acme.example/"; $0.host = "itop 3.0"
        }.verifying(
            "binding", "everything-wrong",
            "off other-product other-installation other-url version-not-covered host-not-covered maintenance-ended not-yet-valid",
            "findings in the order of the policies"),
    ]
    + [
        ("same", "https://glpi.acme.example/", "full", "the licensed URL"),
        ("http", "http://glpi.acme.example/", "full", "the scheme does not count"),
        ("upper-case", "https://GLPI.ACME.example", "full", "host without case, slash or none"),
        ("trailing-dot", "https://glpi.acme.example./", "full", "one trailing dot"),
        ("default-port", "https://glpi.acme.example:443/", "full", "the scheme's own port"),
        ("staging", "https://glpi-test.acme.example/", "full", "the staging site"),
        ("other-host", "https://glpi.acme2.example/", "off other-url part=[host]", "another host"),
        ("subdomain", "https://a.glpi.acme.example/", "off other-url part=[host]", "a name below the licensed one"),
        ("parent", "https://acme.example/", "off other-url part=[host]", "a name above the licensed one"),
        (
            "suffix", "https://glpi.acme.example.evil.example/", "off other-url part=[host]",
            "the licensed name as a beginning"
        ),
        (
            "look-alike", "https://glpi.xn--cme-5cd.example/", "off other-url part=[host]",
            "a Cyrillic letter that looks like the licensed one"
        ),
        ("look-alike-typed", "https://glpi.\u{430}cme.example/", "off url-unreadable", "the same as it is typed"),
        ("other-port", "https://glpi.acme.example:8443/", "off other-url part=[port]", "another port"),
        ("http-on-443", "http://glpi.acme.example:443/", "off other-url part=[port]", "not this scheme's own port"),
        ("other-path", "https://glpi.acme.example/glpi", "off other-url part=[path]", "another path"),
        ("missing", "", "off url-not-configured", "nobody configured a URL"),
        ("localhost", "http://localhost/glpi", "off url-not-configured", "the host application's own default"),
        ("loopback", "http://127.0.0.1/", "off url-not-configured", "the machine itself"),
        ("loopback-ipv6", "http://[::1]:8080/", "off url-not-configured", "the machine itself"),
        ("user-info", "https://admin@glpi.acme.example/", "off url-unreadable", "a URL with a user name"),
        ("percent", "https://glpi.acme.example/%61", "off url-unreadable", "a URL with an escape"),
        ("not-a-url", "glpi.acme.example", "off url-unreadable", "no scheme"),
        ("wildcard-as-site", "https://*.acme.example/", "off url-unreadable", "a site has no wildcard"),
    ].map { name, url, expect, comment in
        Scene(license: license).with {
            $0.url = url; $0.show = "part"
        }.verifying("url", name, expect, comment)
    }
    + [
        ("path", "https://acme.example/glpi", "https://acme.example/glpi/", "full", "one trailing slash"),
        (
            "path-prefix", "https://acme.example/glpi", "https://acme.example/glpi/front", "off other-url part=[path]",
            "no prefix match"
        ),
        (
            "path-longer", "https://acme.example/glpi", "https://acme.example/glpi2", "off other-url part=[path]",
            "no prefix match"
        ),
        (
            "path-above", "https://acme.example/glpi", "https://acme.example/", "off other-url part=[path]",
            "no prefix match"
        ),
        (
            "path-case", "https://acme.example/glpi", "https://acme.example/GLPI", "off other-url part=[path]",
            "paths with case"
        ),
        ("port", "https://acme.example:8443/", "https://acme.example:8443/", "full", "the licensed port"),
        (
            "port-missing", "https://acme.example:8443/", "https://acme.example/", "off other-url part=[port]",
            "the scheme's own port is another"
        ),
        ("wildcard", "https://*.acme.example/", "https://glpi.acme.example/", "full", "one label"),
        (
            "wildcard-two-labels", "https://*.acme.example/", "https://a.b.acme.example/", "off other-url part=[host]",
            "exactly one label"
        ),
        (
            "wildcard-no-label", "https://*.acme.example/", "https://acme.example/", "off other-url part=[host]",
            "exactly one label"
        ),
        (
            "wildcard-other", "https://*.acme.example/", "https://glpi.acme2.example/", "off other-url part=[host]",
            "the labels after it are equal"
        ),
        (
            "wildcard-not-a-suffix", "https://*.acme.example/", "https://glpi-acme.example/",
            "off other-url part=[host]", "whole labels"
        ),
        (
            "wildcard-path", "https://*.acme.example/glpi", "https://a.acme.example/", "off other-url part=[path]",
            "the path counts under a wildcard"
        ),
        ("any-and-unreadable", "any", "not a url", "full", "any asks for no URL"),
        ("any-and-missing", "any", "", "full", "any asks for no URL"),
        ("any-and-localhost", "any", "http://localhost/glpi", "full", "any asks for no URL"),
        ("ipv6", "https://[2001:db8::1]/", "https://[2001:0DB8:0::1]/", "full", "one address, two spellings"),
        ("recovery", "https://dr.acme.example/ recovery", "https://dr.acme.example/", "full", "the recovery site"),
    ].map { name, licensed, url, expect, comment in
        Scene(license: license.with("url", licensed)).with {
            $0.url = url; $0.show = "part"
        }
        .verifying("url", "licensed-\(name)", expect, comment)
    }
    + [
        Scene(license: license.with("url", "https://a.example/", "https://b.example:8443/", "https://c.example/glpi"))
            .with {
                $0.url = "https://c.example/"; $0.show = "licensed part"
            }
            .verifying(
                "url", "nearest", "off other-url licensed=[https://c.example/glpi] part=[path]",
                "the licensed URL that differs least is named"),
        Scene(license: license).with {
            $0.url = "ftp://x/"; $0.show = "found reason"
        }
        .verifying(
            "url", "reason", "off url-unreadable found=[ftp://x/] reason=[it does not begin with http:// or https://]",
            "why a URL cannot be used"),
        Scene(license: license).with {
            $0.url = "https://x\u{1B}[2J/"; $0.show = "found"
        }
        .verifying(
            "url", "terminal-escape", "off url-unreadable found=[https://x\u{FFFD}[2J/]",
            "what is shown holds no controls"),
        Scene(license: license).with {
            $0.url = "https://\u{202E}x/"; $0.show = "found"
        }
        .verifying(
            "url", "bidirectional-override", "off url-unreadable found=[https://\u{FFFD}x/]",
            "what is shown holds no bidirectional controls"),
    ]

private let license = Document.license
private let everythingWrong = Document.perpetual.with("product", "other").with(
    "installation", TestKey.elsewhere.installationID
)
.with("url", "https://other.example/").with("versions", ">=3.0").with("starts", "2027-01-01T00:00:00Z")
.with("maintenance-until", "2026-05-31T12:00:00Z")
