using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Pirros.Admin.Tokens;

/// <summary>Reads address ranges as people give them: one a line, or the file <c>ServiceTags_Public_….json</c> that Microsoft publishes, of which those of Entra ID are taken.</summary>
public static class AddressRangeReader
{
    /// <summary>The longest text that is read, in characters: the published file has some four million.</summary>
    public const int MaximumText = 16 * 1024 * 1024;

    /// <summary>The name of what Entra ID sends from in the published file.</summary>
    public const string EntraTag = "AzureActiveDirectory";

    private const int SixBits = 128;
    private const int FourBits = 32;

    // An address of IPv4 inside one of IPv6 follows on 96 bits that are always the same.
    private const int MappedBits = SixBits - FourBits;
    private const int MaximumShown = 60;

    /// <summary>The ranges in a text; null when there is nothing in it, which means any address.</summary>
    /// <exception cref="RefusedException">A line is not a range, there are too many, or a file has not the form of the published one.</exception>
    public static AddressRanges? Read(string? text)
    {
        var trimmed = (text ?? "").AsSpan().Trim().TrimStart('\uFEFF');
        if (trimmed.IsEmpty)
            return null;
        if (trimmed.Length > MaximumText)
            throw RefusedException.Invalid(TokenTexts.RangesTooLong);
        var networks = (trimmed[0] is '{' or '[' ? OfFile(trimmed.ToString()) : OfLines(text)).Distinct().ToList();
        if (networks.Count > AddressRanges.Most)
            throw RefusedException.Invalid(TokenTexts.FormatRangesTooMany(Figure(networks.Count), Figure(AddressRanges.Most)));
        return networks.Count == 0 ? null : new AddressRanges(networks);
    }

    private static List<IPNetwork> OfLines(ReadOnlySpan<char> text)
    {
        var networks = new List<IPNetwork>();
        var number = 0;
        foreach (var line in text.EnumerateLines())
        {
            number++;
            foreach (var part in line.TrimStart('\uFEFF').ToString().Split([',', ';', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
                Add(networks, part, () => TokenTexts.FormatLine(Figure(number)));
        }

        return networks;
    }

    private static List<IPNetwork> OfFile(string text)
    {
        try
        {
            using var file = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 32 });
            var prefixes = file.RootElement.ValueKind == JsonValueKind.Object && file.RootElement.TryGetProperty("values", out var values) && values.ValueKind == JsonValueKind.Array
                ? values.EnumerateArray().Where(IsOfEntra).Select(PrefixesOf).FirstOrDefault(found => found.ValueKind == JsonValueKind.Array)
                : default;
            if (prefixes.ValueKind != JsonValueKind.Array)
                throw RefusedException.Invalid(TokenTexts.FormatFileWithoutTag(EntraTag));
            var networks = new List<IPNetwork>();
            foreach (var prefix in prefixes.EnumerateArray())
                Add(networks, prefix.ValueKind == JsonValueKind.String ? prefix.GetString()! : prefix.GetRawText(), () => $"addressPrefixes[{Figure(networks.Count)}]");
            return networks;
        }
        catch (JsonException error)
        {
            throw RefusedException.Invalid(TokenTexts.FormatFileIsNoJson(Figure((error.LineNumber ?? 0) + 1)));
        }
    }

    private static bool IsOfEntra(JsonElement tag) => tag.ValueKind == JsonValueKind.Object && tag.TryGetProperty("name", out var name) && name.ValueEquals(EntraTag);

    private static JsonElement PrefixesOf(JsonElement tag)
        => tag.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty("addressPrefixes", out var prefixes) ? prefixes : default;

    private static void Add(List<IPNetwork> networks, string text, Func<string> place)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!TryAddress(slash < 0 ? text : text[..slash], out var address))
            throw RefusedException.Invalid(TokenTexts.FormatRangeIsNone(place(), Shown(text)));
        var bits = address.AddressFamily == AddressFamily.InterNetwork ? FourBits : SixBits;
        var length = bits;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > bits))
            throw RefusedException.Invalid(TokenTexts.FormatRangeLength(place(), Shown(text), Figure(bits)));
        if (address.IsIPv4MappedToIPv6 && length >= MappedBits)
            (address, length, bits) = (address.MapToIPv4(), length - MappedBits, FourBits);
        var network = new IPNetwork(Start(address, length, bits), length);
        if (!network.BaseAddress.Equals(address))
            throw RefusedException.Invalid(TokenTexts.FormatRangeHasHost(place(), Shown(text), network.ToString()));
        networks.Add(network);
    }

    // What the system reads as an address is more than what people mean by one: 1 is 0.0.0.1, and 010.0.0.1 is 8.0.0.1. A zone names an interface of one machine.
    private static bool TryAddress(string text, out IPAddress address)
        => IPAddress.TryParse(text, out address!) && (address.AddressFamily == AddressFamily.InterNetwork ? address.ToString() == text : address.ScopeId == 0 && !text.Contains('%', StringComparison.Ordinal) && !text.Contains('[', StringComparison.Ordinal));

    private static IPAddress Start(IPAddress address, int length, int bits)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < bits; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }

    private static string Shown(string text) => text.Length <= MaximumShown ? text : $"{text[..MaximumShown]}…";

    private static string Figure(long number) => number.ToString("N0", CultureInfo.CurrentCulture);
}
