using System.Net;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Tokens;

public sealed class AddressRangeTests
{
    [Theory]
    [InlineData("192.0.2.0/24", "192.0.2.0", true)]
    [InlineData("192.0.2.0/24", "192.0.2.255", true)]
    [InlineData("192.0.2.0/24", "192.0.3.0", false)]
    [InlineData("192.0.2.0/24", "::ffff:192.0.2.7", true)] // IPv4 through a socket of IPv6
    [InlineData("192.0.2.7", "192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    [InlineData("::ffff:192.0.2.0/120", "192.0.2.9", true)]
    [InlineData("2001:db8::/32", "2001:db8:ffff::1", true)]
    [InlineData("2001:db8::/32", "2001:db9::1", false)]
    [InlineData("2001:db8::/32", "192.0.2.7", false)]
    [InlineData("::/96", "192.0.2.7", false)] // the same bits in another family are another address
    [InlineData("0.0.0.0/0", "255.255.255.255", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("::/0", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true)]
    [InlineData("198.51.100.0/24\n192.0.2.0/25\n192.0.2.128/25\n2001:db8::1", "192.0.2.200", true)]
    public void Address_is_in_a_range_or_not(string ranges, string address, bool expected)
        => Assert.Equal(expected, AddressRangeReader.Read(ranges)!.Contains(IPAddress.Parse(address)));

    [Fact]
    public void Address_that_is_not_known_is_in_no_range() => Assert.False(AddressRangeReader.Read("0.0.0.0/0")!.Contains(null));

    [Fact]
    public void A_thousand_ranges_are_told_apart()
    {
        var ranges = AddressRangeReader.Read(string.Join('\n', Enumerable.Range(0, 1_000).Select(i => $"10.{i / 250}.{i % 250}.0/25")))!;
        for (var i = 0; i < 1_000; i++)
        {
            Assert.True(ranges.Contains(IPAddress.Parse($"10.{i / 250}.{i % 250}.127")));
            Assert.False(ranges.Contains(IPAddress.Parse($"10.{i / 250}.{i % 250}.128")));
        }
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(" \n\t\n", null)]
    [InlineData("192.0.2.0/24, 2001:db8::/32\r\n\r\n 198.51.100.7 ", "192.0.2.0/24\n2001:db8::/32\n198.51.100.7/32")]
    [InlineData("192.0.2.0/24\n192.0.2.0/24", "192.0.2.0/24")]
    [InlineData("""{"changeNumber":7,"values":[{"name":"AzureAD.Other","properties":{"addressPrefixes":["10.0.0.0/8"]}},{"name":"AzureActiveDirectory","id":"AzureActiveDirectory","properties":{"addressPrefixes":["20.190.128.0/18","2603:1006:2000::/48"]}}]}""", "20.190.128.0/18\n2603:1006:2000::/48")]
    public void Text_or_published_file_is_read(string text, string? expected) => Assert.Equal(expected, AddressRangeReader.Read(text)?.Text);

    [Theory]
    [InlineData("192.0.2.0/24\n192.0.2.5/24", "'192.0.2.5/24' (line 2) is not the beginning of a range. Its range is 192.0.2.0/24.")]
    [InlineData("\n\nexample.com", "'example.com' (line 3) is not an address range.")]
    [InlineData("1", "'1' (line 1) is not an address range.")] // which the system takes for 0.0.0.1
    [InlineData("010.0.0.1", "'010.0.0.1' (line 1) is not an address range.")]
    [InlineData("fe80::1%eth0", "'fe80::1%eth0' (line 1) is not an address range.")]
    [InlineData("192.0.2.0/33", "'192.0.2.0/33' (line 1): behind the slash stands a number from 0 to 32.")]
    [InlineData("2001:db8::/-1", "behind the slash stands a number from 0 to 128.")]
    [InlineData("{", "not well-formed JSON (line 1)")]
    [InlineData("{}", "There is no AzureActiveDirectory with address prefixes in this file.")]
    [InlineData("""{"values":[{"name":"AzureActiveDirectory","properties":{"addressPrefixes":["10.0.0.0/8",7]}}]}""", "'7' (addressPrefixes[1])")]
    public void Mistake_is_named_with_its_line(string text, string says)
        => Assert.Contains(says, Assert.Throws<RefusedException>(() => AddressRangeReader.Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void More_than_a_thousand_ranges_are_refused()
        => Assert.Contains("1,001 address ranges", Assert.Throws<RefusedException>(() => AddressRangeReader.Read(string.Join('\n', Enumerable.Range(0, 1_001).Select(i => $"10.{i / 250}.{i % 250}.1")))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("all", null, "all", null, false)]
    [InlineData("users:read", null, "all", null, true)]
    [InlineData("all", null, "users:read", null, false)]
    [InlineData("users:read", null, "groups:read", null, true)]
    [InlineData("all", null, "all", "192.0.2.0/24", false)]
    [InlineData("all", "192.0.2.0/24", "all", null, true)]
    [InlineData("all", "192.0.2.0/24", "all", "192.0.2.128/25", false)]
    [InlineData("all", "192.0.2.0/25 192.0.2.128/25", "all", "192.0.2.0/24", false)] // neighbours
    [InlineData("all", "192.0.2.0/25", "all", "192.0.2.0/24", true)]
    [InlineData("all", "192.0.2.0/24", "all", "192.0.2.0/24 2001:db8::1", true)]
    public void Limits_are_wider_when_they_allow_anything_more(string scopes, string? from, string newScopes, string? newFrom, bool wider)
        => Assert.Equal(wider, Limits(newScopes, newFrom).IsWiderThan(Limits(scopes, from)));

    private static TokenLimits Limits(string scopes, string? from) => new(scopes == "all" ? TokenScopes.All : ScopeNames.Parse(scopes), AddressRangeReader.Read(from));
}
