using System.Text.RegularExpressions;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.DeclaredSchemas;

/// <summary>What a connection may declare. Characteristics that the endpoint would not obey are refused, not passed over.</summary>
internal static partial class DeclaredSchemaRules
{
    /// <summary>The most schemas of a connection.</summary>
    public const int MaximumSchemas = 20;

    /// <summary>The most attributes of a schema, and sub-attributes of an attribute.</summary>
    public const int MaximumAttributes = 100;

    /// <summary>The longest URN.</summary>
    public const int MaximumUrn = 200;

    private const int MaximumName = 60;
    private const int MaximumDescription = 300;
    private const int MaximumValues = 100;

    // Given to the standard's own schemas and messages (RFC 7643 §10.2).
    private static readonly string[] Taken = ["urn:ietf:params:scim:schemas:core:", "urn:ietf:params:scim:api:", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:"];

    /// <summary>Checks a schema by itself, and gives it trimmed.</summary>
    /// <exception cref="RefusedException">With the mistake, and what to write instead.</exception>
    public static DeclaredSchema Check(DeclaredSchema schema)
    {
        var urn = schema.Id?.Trim() ?? "";
        if (urn.Length == 0)
            throw RefusedException.Invalid("The schema has no URN. Write one such as urn:ietf:params:scim:schemas:extension:acme:2.0:User.");
        if (urn.Length > MaximumUrn || !Urn().IsMatch(urn))
            throw RefusedException.Invalid($"'{Short(urn)}' is no URN that can be used. Write urn: and parts of letters, digits, dots, hyphens and underscores with colons between, {MaximumUrn} characters at most, such as urn:ietf:params:scim:schemas:extension:acme:2.0:User.");
        if (Taken.Any(prefix => urn.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            throw RefusedException.Invalid($"'{urn}' belongs to the SCIM standard, and its attributes are there already. Use a URN of your own, such as urn:ietf:params:scim:schemas:extension:acme:2.0:User.");
        if (schema.ResourceType is not ("User" or "Group"))
            throw RefusedException.Invalid("A schema extends User or Group. Say which.");
        if (schema.Attributes is not { Count: > 0 })
            throw RefusedException.Invalid("The schema has no attributes. Add at least one.");
        return schema with
        {
            Id = urn,
            Name = PlainText.Optional(schema.Name, "The schema's name", MaximumName) ?? "",
            Description = PlainText.Optional(schema.Description, "The schema's description", MaximumDescription) ?? "",
            Attributes = CheckAll(schema.Attributes, ""),
            Former = [],
        };
    }

    /// <summary>What a connection declares when <paramref name="added"/> comes to it: attributes of a schema that is there already join it.</summary>
    /// <exception cref="RefusedException">It contradicts what is declared.</exception>
    public static IReadOnlyList<DeclaredSchema> Join(IReadOnlyList<DeclaredSchema> declared, DeclaredSchema added)
    {
        if (declared.FirstOrDefault(schema => schema.IsNamed(added.Id)) is { } known)
            return declared.Select(schema => schema == known ? Join(known, added) : schema).ToList();
        if (declared.Count(schema => schema.IsLive) >= MaximumSchemas)
            throw RefusedException.Conflict($"The connection declares {MaximumSchemas} schemas, the most there can be. Add the attributes to one of them.");

        // "urn:a:b" with an attribute c, and "urn:a:b:c", could not be told apart.
        if (declared.FirstOrDefault(schema => IsBelow(schema.Id, added.Id) || IsBelow(added.Id, schema.Id)) is { } near)
            throw RefusedException.Conflict($"'{added.Id}' and '{near.Id}', which is declared already, begin alike, so that names below them could not be told apart. Use another URN.");
        return [.. declared, added];
    }

    /// <summary>What a connection declares without a schema, or without one attribute of it when one is named.</summary>
    /// <exception cref="RefusedException">There is none such.</exception>
    public static IReadOnlyList<DeclaredSchema> Without(IReadOnlyList<DeclaredSchema> declared, string urn, string? attribute)
    {
        var schema = declared.FirstOrDefault(one => one.IsNamed(urn) && one.IsLive)
            ?? throw RefusedException.NotFound($"The connection declares no schema '{Short(urn)}'. It may have been removed already.");
        if (attribute is not null && schema.Find(attribute) is null)
            throw RefusedException.NotFound($"The schema '{schema.Id}' has no attribute '{Short(attribute)}'. It may have been removed already.");
        var gone = schema.Attributes.Where(one => attribute is null || one == schema.Find(attribute)).ToList();
        var left = schema with { Attributes = schema.Attributes.Except(gone).ToList(), Former = [.. schema.Former, .. gone.Where(one => !schema.Former.Any(one.SameAs))] };
        return declared.Select(one => one == schema ? left : one).ToList();
    }

    private static DeclaredSchema Join(DeclaredSchema known, DeclaredSchema added)
    {
        if (known.ResourceType != added.ResourceType)
            throw RefusedException.Conflict($"'{known.Id}' is declared for {known.ResourceType} already. Use another URN for {added.ResourceType}.");
        foreach (var attribute in added.Attributes)
        {
            if (known.Find(attribute.Name) is { } same && !same.SameAs(attribute with { Name = same.Name }))
                throw RefusedException.Conflict($"The attribute '{same.Name}' of '{known.Id}' is declared already, in another way. Remove it first, then declare it anew.");
        }

        foreach (var former in known.Former)
        {
            if (added.Find(former.Name) is { } again && !again.HasFormOf(former))
                throw RefusedException.Conflict($"The attribute '{former.Name}' of '{known.Id}' was declared with another type before, and values of that type may still be stored. Declare it as it was, or use another name.");
        }

        var more = added.Attributes.Where(attribute => known.Find(attribute.Name) is null).Select(attribute => attribute.SpeltAs(known.Former)).ToList();
        if (known.Attributes.Count + more.Count > MaximumAttributes)
            throw TooMany(known.Id);
        return known with
        {
            Name = added.Name.Length > 0 ? added.Name : known.Name,
            Description = added.Description.Length > 0 ? added.Description : known.Description,
            Attributes = [.. known.Attributes, .. more],
        };
    }

    private static List<AttributeDeclaration> CheckAll(IReadOnlyList<AttributeDeclaration> attributes, string prefix)
    {
        if (attributes.Count > MaximumAttributes)
            throw TooMany(prefix.Length == 0 ? "The schema" : $"'{prefix}'");
        var checkedOnes = attributes.Select(attribute => Check(attribute, prefix)).ToList();
        if (checkedOnes.GroupBy(attribute => attribute.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw RefusedException.Invalid($"The attribute '{prefix}{twice.Key}' is there twice. Upper and lower case make no difference.");
        return checkedOnes;
    }

    private static AttributeDeclaration Check(AttributeDeclaration attribute, string prefix)
    {
        var name = attribute.Name?.Trim() ?? "";
        if (name.Length == 0)
            throw RefusedException.Invalid("An attribute has no name. Write the name that the identity provider sends.");
        if (name.Length > MaximumName || !(prefix.Length > 0 && name == "$ref") && !AttributeName().IsMatch(name))
            throw RefusedException.Invalid($"'{Short(name)}' is no attribute name. It begins with a letter, and goes on with letters, digits, hyphens and underscores, {MaximumName} characters at most.");
        CheckCharacteristics(attribute, $"The attribute '{prefix}{name}'");
        return attribute with
        {
            Name = name,
            Description = PlainText.Optional(attribute.Description, "An attribute's description", MaximumDescription) ?? "",
            CanonicalValues = CheckTexts(attribute.CanonicalValues, "A canonical value"),
            ReferenceTypes = CheckTexts(attribute.ReferenceTypes, "A reference type"),
            SubAttributes = CheckAll(attribute.SubAttributes ?? [], $"{name}."),
        };
    }

    private static void CheckCharacteristics(AttributeDeclaration attribute, string what)
    {
        if (!Enum.IsDefined(attribute.Type) || !Enum.IsDefined(attribute.Mutability) || !Enum.IsDefined(attribute.Returned) || !Enum.IsDefined(attribute.Uniqueness))
            throw RefusedException.Invalid($"{what} has a characteristic that SCIM does not know. RFC 7643 section 7 lists them.");
        if (attribute.Required)
            throw RefusedException.Invalid($"{what} is required. Leave that out: the identity provider could then send nobody who lacks it.");
        if (attribute.Mutability is Mutability.ReadOnly or Mutability.WriteOnly)
            throw RefusedException.Invalid($"{what} has a mutability by which it would never be kept and shown. Use readWrite or immutable.");
        if (attribute.Returned == Returned.Never)
            throw RefusedException.Invalid($"{what} is never returned, so it would be kept and not shown. Use default, always or request.");
        if (attribute.Uniqueness != Uniqueness.None)
            throw RefusedException.Invalid($"{what} is to be unique, which is not checked for declared attributes. Use none.");
        if (attribute.Type == AttributeType.Complex && attribute.SubAttributes is not { Count: > 0 })
            throw RefusedException.Invalid($"{what} is complex and has no sub-attributes. Add at least one.");
        if (attribute.Type != AttributeType.Complex && attribute.SubAttributes is { Count: > 0 })
            throw RefusedException.Invalid($"{what} has sub-attributes, which only a complex attribute can have.");
        if (attribute.SubAttributes?.Any(sub => sub.Type == AttributeType.Complex) == true)
            throw RefusedException.Invalid($"{what} holds a complex sub-attribute, which SCIM does not allow (RFC 7643 section 2.3.8).");
    }

    private static List<string> CheckTexts(IReadOnlyList<string>? texts, string what)
        => texts is { Count: > MaximumValues }
            ? throw RefusedException.Invalid($"{what} is one of more than {MaximumValues}. Leave some out.")
            : (texts ?? []).Select(text => PlainText.Require(text, what, MaximumName)).ToList();

    private static bool IsBelow(string urn, string other) => urn.Length > other.Length && urn[other.Length] == ':' && urn.StartsWith(other, StringComparison.OrdinalIgnoreCase);

    private static RefusedException TooMany(string what) => RefusedException.Invalid($"{what} would have more than {MaximumAttributes} attributes, the most there can be. Use another schema for the rest.");

    private static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";

    // RFC 8141 §2, without the characters that a SCIM path gives another meaning.
    [GeneratedRegex("^urn:[a-z0-9][a-z0-9-]{0,31}(:[a-z0-9._-]+)+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Urn();

    // RFC 7643 §2.1.
    [GeneratedRegex("^[a-z][a-z0-9_-]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AttributeName();
}
