using System.Net;
using Pirros.Admin.Downstream;

namespace Pirros.Admin.Tests.Downstream;

/// <summary>Where webhooks and whatever else people name may go.</summary>
public sealed class WebhookAddressTests
{
    private static OutboundAddress In(bool development = false, params string[] allowed)
    {
        var options = new DownstreamOptions();
        options.AllowPrivateNetworks.AddRange(allowed);
        return new OutboundAddress(options.Networks().Select(one => one.Network).OfType<IPNetwork>(), development);
    }

    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.8.8.8", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.100.100.200", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("::ffff:93.184.216.34", true)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", false)]
    public void Only_addresses_of_the_internet_are_connected_to(string address, bool allowed) => Assert.Equal(allowed, In().IsAllowed(IPAddress.Parse(address)));

    [Fact]
    public void Private_network_that_the_operator_names_is_connected_to()
    {
        Assert.True(In(false, "10.20.0.0/16").IsAllowed(IPAddress.Parse("10.20.3.4")));
        Assert.True(In(false, "10.20.0.0/16").IsAllowed(IPAddress.Parse("::ffff:10.20.3.4")));
        Assert.False(In(false, "10.20.0.0/16").IsAllowed(IPAddress.Parse("10.21.0.1")));
        Assert.True(In(development: true).IsAllowed(IPAddress.Loopback));
        Assert.False(In(development: true).IsAllowed(IPAddress.Parse("10.0.0.1")));
    }

    [Theory]
    [InlineData("http://example.com/hook")]
    [InlineData("http://127.0.0.1/hook")]
    [InlineData("https://mara:secret@example.com/")]
    [InlineData("https://example.com/#part")]
    [InlineData("ftp://example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//example.com/")]
    [InlineData("hook")]
    [InlineData("")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:7f00:1]/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    public void Address_that_nothing_is_sent_to_is_refused(string url) => Assert.Throws<RefusedException>(() => In().Require(url, "not one", "not public"));

    [Fact]
    public void Address_is_kept_as_it_is_sent_to()
    {
        Assert.Equal("https://example.com/hooks?a=1", In().Require("  https://EXAMPLE.com/hooks?a=1 ", "not one", "not public"));
        Assert.Equal("http://localhost:8080/hook", In(development: true).Require("http://localhost:8080/hook", "not one", "not public"));
        Assert.Throws<RefusedException>(() => In(development: true).Require("http://example.com/hook", "not one", "not public"));
    }

    [Fact]
    public void Mistakes_in_settings_name_their_keys()
    {
        var options = new DownstreamOptions { RetentionDays = 6, AtOnce = 0, TimeoutSeconds = 61 };
        options.AllowPrivateNetworks.Add("somewhere");
        var failures = new ValidateDownstreamOptions().Validate(null, options).Failures!.ToList();
        Assert.All(new[] { "RetentionDays", "AtOnce", "TimeoutSeconds", "AllowPrivateNetworks" }, key => Assert.Contains(failures, failure => failure.StartsWith($"Downstream:{key} ", StringComparison.Ordinal)));
    }
}
