using System.Text;
using System.Xml;

namespace Pirros.Admin.Saml.Protocol;

/// <summary>Reads XML that anybody may have sent: no document type, so no entity and no other file; no comment and no instruction, which a signature does not cover; and nothing that is too big.</summary>
internal static class SafeXml
{
    private const int DeepestElement = 40;
    private const int MostElements = 5_000;

    // Of XML: names that may be used for an attribute of type ID without a document type that says so.
    private static readonly string[] IdNames = ["ID", "Id", "id", "iD"];

    /// <summary>Reads a document.</summary>
    /// <param name="bytes">As it was sent.</param>
    /// <param name="longest">The most bytes.</param>
    /// <param name="leaveOutComments">Whether comments and instructions are left out, where no signature could cover what is read without them; otherwise they are refused.</param>
    /// <exception cref="SamlException">It can't be read, or is not to be.</exception>
    public static XmlDocument Read(ReadOnlyMemory<byte> bytes, int longest, bool leaveOutComments = false)
    {
        if (bytes.Length > longest)
            throw new SamlException(SamlFault.TooLarge, $"{longest}", $"{bytes.Length}");
        try
        {
            using (var reader = Open(bytes, longest, leaveOutComments))
                Look(reader);
            using var again = Open(bytes, longest, leaveOutComments);
            var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
            document.Load(again);
            return document;
        }
        catch (XmlException error)
        {
            // The reader refuses a document type as it refuses anything that is no XML; the admin is told which it was.
            if (new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode }.Any(encoding => encoding.GetString(bytes.Span).Contains("<!DOCTYPE", StringComparison.Ordinal)))
                throw new SamlException(SamlFault.DocumentType);
            throw new SamlException(SamlFault.NotXml, null, error.LineNumber > 0 ? $"{error.LineNumber}:{error.LinePosition}" : null);
        }
    }

    /// <summary>Makes sure that no two elements have one id: what a signature names must be one element, whoever looks for it.</summary>
    public static void RequireUniqueIds(XmlDocument document)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in Elements(document.DocumentElement!))
        {
            foreach (XmlAttribute attribute in element.Attributes)
            {
                if (IdNames.Contains(attribute.LocalName, StringComparer.Ordinal) && attribute.NamespaceURI is "" or "http://www.w3.org/XML/1998/namespace" && !(IsName(attribute.Value) && seen.Add(attribute.Value)))
                    throw new SamlException(SamlFault.Ids, null, attribute.Value);
            }
        }
    }

    /// <summary>An element and all below it.</summary>
    public static IEnumerable<XmlElement> Elements(XmlElement from)
    {
        yield return from;
        foreach (var child in from.ChildNodes.OfType<XmlElement>())
        {
            foreach (var element in Elements(child))
                yield return element;
        }
    }

    /// <summary>The children of a name.</summary>
    public static IEnumerable<XmlElement> Children(this XmlElement of, string name, string ns) => of.ChildNodes.OfType<XmlElement>().Where(child => child.Is(name, ns));

    /// <summary>The only child of a name; null when there is none.</summary>
    /// <exception cref="SamlException"><paramref name="fault"/>: there are several.</exception>
    public static XmlElement? Child(this XmlElement of, string name, string ns, SamlFault fault)
    {
        var found = of.Children(name, ns).Take(2).ToList();
        return found.Count > 1 ? throw new SamlException(fault) : found.FirstOrDefault();
    }

    /// <summary>Whether it has that name.</summary>
    public static bool Is(this XmlElement element, string name, string ns) => element.LocalName == name && element.NamespaceURI == ns;

    /// <summary>An attribute without a namespace; null when there is none.</summary>
    public static string? Attribute(this XmlElement element, string name) => element.GetAttributeNode(name, "")?.Value;

    /// <summary>The time that an attribute says, in UTC; null when there is none. One without a zone is in UTC (SAML Core §1.3.3).</summary>
    /// <exception cref="SamlException"><see cref="SamlFault.Time"/>: it says none.</exception>
    public static DateTimeOffset? Moment(this XmlElement element, string name)
    {
        if (element.Attribute(name) is not { } text)
            return null;
        try
        {
            return XmlConvert.ToDateTime(text, XmlDateTimeSerializationMode.RoundtripKind) is var moment && moment.Kind == DateTimeKind.Local ? moment.ToUniversalTime() : DateTime.SpecifyKind(moment, DateTimeKind.Utc);
        }
        catch (Exception error) when (error is FormatException or ArgumentOutOfRangeException)
        {
            throw new SamlException(SamlFault.Time, name, text);
        }
    }

    /// <summary>The text of an element that holds nothing else.</summary>
    /// <exception cref="SamlException"><paramref name="fault"/>: it holds elements, or nothing.</exception>
    public static string Text(this XmlElement element, SamlFault fault)
        => element.ChildNodes.OfType<XmlElement>().Any() || string.IsNullOrWhiteSpace(element.InnerText) ? throw new SamlException(fault) : element.InnerText.Trim();

    private static bool IsName(string value)
    {
        if (value.Length is 0 or > 200)
            return false;
        try
        {
            XmlConvert.VerifyNCName(value);
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static XmlReader Open(ReadOnlyMemory<byte> bytes, int longest, bool leaveOutComments) => XmlReader.Create(
        new MemoryStream(bytes.ToArray(), writable: false),
        new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = longest, CloseInput = true, IgnoreComments = leaveOutComments, IgnoreProcessingInstructions = leaveOutComments });

    private static void Look(XmlReader reader)
    {
        var elements = 0;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Comment or XmlNodeType.ProcessingInstruction:
                    throw new SamlException(SamlFault.Comment);
                case XmlNodeType.Element when ++elements > MostElements || reader.Depth > DeepestElement:
                    throw new SamlException(SamlFault.TooLarge);
            }
        }
    }
}
