using System.IO.Compression;
using System.Net;
using System.Text;
using System.Xml;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Saml.Explanations;

/// <summary>What a pasted text is.</summary>
internal enum PastedKind
{
    /// <summary>Words, or nothing that is known.</summary>
    Words,

    /// <summary>More than is looked at.</summary>
    TooLong,

    /// <summary>A SAML response.</summary>
    Response,

    /// <summary>A response as HTTP-Redirect carries it, which no Reply URL takes.</summary>
    RedirectedResponse,

    /// <summary>A request to a provider.</summary>
    Request,

    /// <summary>Metadata.</summary>
    Metadata,
}

/// <summary>
/// Finds out what somebody pasted: XML, its Base64, a form or an address with it, a page around it, or words. Everything is looked through a bounded number of times, since anybody may
/// have written it.
/// </summary>
internal sealed record PastedText(PastedKind Kind, byte[] Xml)
{
    /// <summary>The most UTF-16 code units that are looked at: a response of the longest, in Base64, with every sign of it escaped.</summary>
    public const int Longest = 1024 * 1024;

    private const int MostFields = 20;
    private static readonly (string Name, PastedKind Kind)[] Roots =
    [
        ("Response", PastedKind.Response), ("Assertion", PastedKind.Response), ("AuthnRequest", PastedKind.Request), ("LogoutRequest", PastedKind.Request),
        ("EntityDescriptor", PastedKind.Metadata), ("EntitiesDescriptor", PastedKind.Metadata),
    ];

    public static PastedText Of(string text)
    {
        if (text.Length > Longest)
            return new PastedText(PastedKind.TooLong, []);
        var trimmed = text.Trim().TrimStart('\uFEFF');
        foreach (var name in new[] { "SAMLResponse", "SAMLRequest" })
        {
            if (Field(trimmed, name) is { } value && OfEncoded(value) is { } found)
                return found;
        }

        return OfXml(Encoding.UTF8.GetBytes(trimmed), deflated: false) ?? OfEncoded(trimmed) ?? new PastedText(PastedKind.Words, []);
    }

    /// <summary>The value of a field, in a form's body, an address, a list of a browser's tools, or a page's form; null when there is none.</summary>
    private static string? Field(string text, string name)
    {
        var at = text.IndexOf(name, StringComparison.Ordinal);
        for (var seen = 0; at >= 0 && seen < MostFields; seen++)
        {
            if (OfTag(text, at) is { } attribute)
                return attribute;
            var after = text.AsSpan(at + name.Length).TrimStart(" \t\"'");
            if (after.Length > 0 && after[0] is '=' or ':')
            {
                var value = after[1..].TrimStart(" \t\r\n\"'");
                var end = value.IndexOfAnyExcept(Base64Letters);
                if (value[..(end < 0 ? value.Length : end)] is { Length: > 0 } found)
                    return found.ToString();
            }

            at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal);
        }

        return null;
    }

    private static readonly System.Buffers.SearchValues<char> Base64Letters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_%");

    /// <summary>The value of the tag that a place is in; null when it is in none with a value.</summary>
    private static string? OfTag(string text, int at)
    {
        var (open, close) = (text.LastIndexOf('<', at), text.IndexOf('>', at));
        if (open < 0 || close < 0 || text.IndexOf('>', open, at - open) >= 0)
            return null;
        var tag = text[open..close];
        var start = tag.IndexOf("value=", StringComparison.OrdinalIgnoreCase) + "value=".Length;
        if (start < "value=".Length || start >= tag.Length || tag[start] is not ('"' or '\''))
            return null;
        var end = tag.IndexOf(tag[start], start + 1);
        return end < 0 ? null : WebUtility.HtmlDecode(tag[(start + 1)..end]);
    }

    private static PastedText? OfEncoded(string text)
    {
        var plain = text.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(text) : text;
        var letters = string.Concat(plain.Where(letter => !char.IsWhiteSpace(letter))).Replace('-', '+').Replace('_', '/').TrimEnd('=');
        if (letters.Length == 0 || letters.Length % 4 == 1)
            return null;
        letters = letters.PadRight((letters.Length + 3) / 4 * 4, '=');
        var bytes = new byte[letters.Length];
        if (!Convert.TryFromBase64String(letters, bytes, out var length))
            return null;
        bytes = bytes[..length];
        return OfXml(bytes, deflated: false) ?? (Inflate(bytes) is { } inflated ? OfXml(inflated, deflated: true) : null);
    }

    private static PastedText? OfXml(byte[] bytes, bool deflated)
    {
        if (Root(bytes) is not { } root || Array.Find(Roots, known => known.Name == root.Name) is not { Name: not null } found || !root.Namespace.StartsWith("urn:oasis:names:tc:SAML:", StringComparison.Ordinal))
            return null;
        return new PastedText(deflated && found.Kind == PastedKind.Response ? PastedKind.RedirectedResponse : found.Kind, bytes);
    }

    /// <summary>The name of the outermost element. Whatever is wrong further in is found by who reads it.</summary>
    private static (string Name, string Namespace)? Root(byte[] bytes)
    {
        try
        {
            // A document type is passed over here and nothing of it is read: that there is one is a finding, and is told as such.
            using var reader = XmlReader.Create(new MemoryStream(bytes, writable: false), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersInDocument = Longest });
            return reader.MoveToContent() == XmlNodeType.Element ? (reader.LocalName, reader.NamespaceURI) : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>Unpacks what HTTP-Redirect packs (SAML Bindings §3.4.4.1), and no more than a response may be long; null when it is not packed so, or longer.</summary>
    private static byte[]? Inflate(byte[] bytes)
    {
        try
        {
            using var inflate = new DeflateStream(new MemoryStream(bytes, writable: false), CompressionMode.Decompress);
            var unpacked = new byte[ResponseReader.Longest + 1];
            var length = inflate.ReadAtLeast(unpacked, unpacked.Length, throwOnEndOfStream: false);
            return length < unpacked.Length ? unpacked[..length] : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
