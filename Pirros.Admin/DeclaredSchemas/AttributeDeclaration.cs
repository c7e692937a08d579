using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.DeclaredSchemas;

/// <summary>One attribute of a schema that a connection declares, with the characteristics of RFC 7643 §7 under their own names.</summary>
public sealed record AttributeDeclaration
{
    /// <summary>The name, as the identity provider sends it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The data type.</summary>
    public AttributeType Type { get; init; }

    /// <summary>Whether it has several values.</summary>
    public bool MultiValued { get; init; }

    /// <summary>What it is for.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether every resource must have it.</summary>
    public bool Required { get; init; }

    /// <summary>Whether case matters when values are compared; of base64 and of references always (RFC 7643 §2.3.6, §2.3.7).</summary>
    public bool CaseExact { get => field || Type is AttributeType.Binary or AttributeType.Reference; init; }

    /// <summary>When a client may write it.</summary>
    public Mutability Mutability { get; init; }

    /// <summary>When it is shown.</summary>
    public Returned Returned { get; init; }

    /// <summary>Whether two resources may have the same value.</summary>
    public Uniqueness Uniqueness { get; init; }

    /// <summary>Suggested values.</summary>
    public IReadOnlyList<string> CanonicalValues { get; init; } = [];

    /// <summary>What a reference may point at.</summary>
    public IReadOnlyList<string> ReferenceTypes { get; init; } = [];

    /// <summary>The sub-attributes of a complex attribute.</summary>
    public IReadOnlyList<AttributeDeclaration> SubAttributes { get; init; } = [];

    /// <summary>Whether values of the one can be read as values of the other.</summary>
    public bool HasFormOf(AttributeDeclaration other)
        => (Type, MultiValued) == (other.Type, other.MultiValued)
            && SubAttributes.All(sub => other.SubAttributes.FirstOrDefault(one => one.Name.Equals(sub.Name, StringComparison.OrdinalIgnoreCase)) is not { } known || sub.HasFormOf(known));

    /// <summary>Whether every value of <paramref name="former"/> is a value of this one, too.</summary>
    public bool Covers(AttributeDeclaration former)
        => Name == former.Name && HasFormOf(former) && former.SubAttributes.All(sub => SubAttributes.Any(one => one.Covers(sub)));

    /// <summary>The same, with names as they are stored: case makes no difference to SCIM, and it does to a stored document.</summary>
    public AttributeDeclaration SpeltAs(IEnumerable<AttributeDeclaration> stored)
    {
        var same = stored.Where(one => one.Name.Equals(Name, StringComparison.OrdinalIgnoreCase)).ToList();
        return same.Count == 0 ? this : this with { Name = same[0].Name, SubAttributes = SubAttributes.Select(sub => sub.SpeltAs(same.SelectMany(one => one.SubAttributes))).ToList() };
    }

    /// <summary>Whether the two say the same, lists included.</summary>
    public bool SameAs(AttributeDeclaration other)
        => this with { CanonicalValues = [], ReferenceTypes = [], SubAttributes = [] } == other with { CanonicalValues = [], ReferenceTypes = [], SubAttributes = [] }
            && CanonicalValues.SequenceEqual(other.CanonicalValues)
            && ReferenceTypes.SequenceEqual(other.ReferenceTypes)
            && SubAttributes.Count == other.SubAttributes.Count
            && SubAttributes.Zip(other.SubAttributes).All(pair => pair.First.SameAs(pair.Second));
}
