"""Which addresses of the web are asked."""

from __future__ import annotations

import pytest

from docforge.build.fetch.addresses import Network, Refused, is_public

PUBLIC = "93.184.215.14"


def network(*hosts: str, at: str = PUBLIC) -> Network:
    return Network(hosts, resolve=lambda host, port: [at])


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "192.0.2.7", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1",
        "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "2001:db8::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    ],
)  # fmt: skip
def test_no_address_of_a_private_network_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_of_the_open_internet_are_public(address: str) -> None:
    assert is_public(address)


def test_a_listed_host_is_asked_at_the_address_that_was_looked_up() -> None:
    place = network("img.example").place("https://img.example/a/b.png?w=2#top")
    assert (place.host, place.port, place.address, place.target) == ("img.example", 443, PUBLIC, "/a/b.png?w=2")
    assert place.authority == "img.example"


@pytest.mark.parametrize(
    ("url", "pattern", "fits"),
    [
        ("https://img.example/1.png", "img.example", True),
        ("https://IMG.example/1.png", "Img.Example", True),
        ("//img.example/1.png", "img.example", True),
        ("https://a.img.example/1.png", "*.img.example", True),
        ("https://img.example/1.png", "*.img.example", False),
        ("https://evilimg.example/1.png", "*.img.example", False),
        ("https://img.example.evil/1.png", "img.example", False),
        ("https://anything.example/1.png", "*", True),
        ("https://img.example:8443/1.png", "*", False),
        ("https://img.example:8443/1.png", "img.example", False),
        ("https://img.example:8443/1.png", "img.example:8443", True),
        ("https://图片.example/1.png", "xn--hetyf.example", False),
        ("https://图片.example/1.png", "xn--rjrv6t.example", False),
    ],
)
def test_only_hosts_of_the_list_are_asked(url: str, pattern: str, *, fits: bool) -> None:
    if fits:
        assert network(pattern).place(url).address == PUBLIC
    else:
        with pytest.raises(Refused) as refused:
            network(pattern).place(url)
        assert refused.value.unlisted


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://img.example/1.png", "https://", "https:///1.png", "https://u:p@img.example/1.png",
     "https://img.example:99999/1.png", "https://[::1/1.png"],
)  # fmt: skip
def test_other_addresses_are_refused_without_a_look_at_the_name_service(url: str) -> None:
    asked: list[str] = []
    closed = Network(("*", "img.example"), resolve=lambda host, port: asked.append(host) or [PUBLIC])  # type: ignore[func-returns-value]
    with pytest.raises(Refused):
        closed.place(url)
    assert asked == []


def test_a_host_with_one_private_address_among_public_ones_is_refused() -> None:
    both = Network(("img.example",), resolve=lambda host, port: [PUBLIC, "10.0.0.7"])
    with pytest.raises(Refused, match=r"10\.0\.0\.7, which is not public"):
        both.place("https://img.example/1.png")


def test_an_address_in_numbers_is_looked_at_like_any_other() -> None:
    with pytest.raises(Refused, match="not public"):
        Network(("127.0.0.1",), resolve=lambda host, port: [host]).place("http://127.0.0.1/1.png")
