using System.Net;

namespace Pirros.Admin.Tests;

public sealed class RemoteNetworkTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("0.0.0.1", "::1:0:0:0:1", false)]
    public void Network_is_an_address_of_ipv4_or_64_bits_of_ipv6(string one, string other, bool same)
        => Assert.Equal(same, RemoteNetwork.Of(IPAddress.Parse(one)) == RemoteNetwork.Of(IPAddress.Parse(other)));

    [Theory]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    public void Address_is_written_in_its_own_form(string address, string written) => Assert.Equal(written, RemoteNetwork.AddressOf(IPAddress.Parse(address)));

    [Fact]
    public void Unknown_address_has_a_network_of_its_own()
    {
        Assert.Null(RemoteNetwork.AddressOf(null));
        Assert.Equal(default, RemoteNetwork.Of(null));
    }
}
