using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;

namespace Pirros.Admin.Downstream;

/// <summary>How events are kept and sent. Section <c>Downstream</c>.</summary>
public sealed class DownstreamOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Downstream";

    /// <summary>Days that an event is kept, 7 to 365: longer than it is tried to be delivered. Default: 30.</summary>
    public int RetentionDays { get; set; } = 30;

    /// <summary>Private networks that webhooks may go to, such as <c>10.20.0.0/16</c>, or single addresses. Default: none.</summary>
    public List<string> AllowPrivateNetworks { get; } = [];

    /// <summary>Webhooks that are sent to one subscriber at the same time, 1 to 64; a few more for deactivations. Default: 8.</summary>
    public int AtOnce { get; set; } = 8;

    /// <summary>Seconds within which a webhook must be answered, 1 to 60. Default: 15.</summary>
    public int TimeoutSeconds { get; set; } = 15;

    /// <summary>The networks as such; one that can't be read is null.</summary>
    internal IEnumerable<(string Text, IPNetwork? Network)> Networks() => AllowPrivateNetworks.Select(text => (text, Read(text.Trim())));

    private static IPNetwork? Read(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
            return network;
        return IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : null;
    }
}

/// <summary>Says each mistake with its key.</summary>
internal sealed class ValidateDownstreamOptions : IValidateOptions<DownstreamOptions>
{
    public ValidateOptionsResult Validate(string? name, DownstreamOptions options)
    {
        List<string> mistakes =
        [
            .. Range(nameof(options.RetentionDays), options.RetentionDays, 7, 365),
            .. Range(nameof(options.AtOnce), options.AtOnce, 1, 64),
            .. Range(nameof(options.TimeoutSeconds), options.TimeoutSeconds, 1, 60),
            .. options.Networks().Where(one => one.Network is null).Select(one => $"{DownstreamOptions.Section}:{nameof(options.AllowPrivateNetworks)} has '{one.Text}', which is neither a network such as 10.0.0.0/8 nor an address."),
        ];
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<string> Range(string key, int value, int least, int most)
    {
        if (value < least || value > most)
            yield return string.Create(CultureInfo.InvariantCulture, $"{DownstreamOptions.Section}:{key} is {value}. Write a number from {least} to {most}.");
    }
}
