namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>The core User schema (RFC 7643 §4.1, §8.7.1).</summary>
internal static class UserSchema
{
    public const string Id = "urn:ietf:params:scim:schemas:core:2.0:User";

    public static SchemaDefinition Create() => new(Id, "User", "User Account: a person who may sign in.",
    [
        new()
        {
            Name = "userName", Required = true, Uniqueness = Uniqueness.Server, IsUserName = true,
            Description = "The name the person signs in with; unique within the connection, compared without case.",
        },
        Define.Complex("name", "The parts of the person's name.",
            Define.Text("formatted", "The whole name as it is shown."),
            Define.Text("familyName", "The family name."),
            Define.Text("givenName", "The given name."),
            Define.Text("middleName", "The middle names."),
            Define.Text("honorificPrefix", "The title before the name."),
            Define.Text("honorificSuffix", "What stands after the name.")),
        Define.Text("displayName", "The name to show to others."),
        Define.Text("nickName", "What the person is called in daily life."),
        Define.Reference("profileUrl", "A page about the person.", "external"),
        Define.Text("title", "The job title."),
        Define.Text("userType", "How the person belongs to the organisation."),
        Define.Text("preferredLanguage", "The preferred languages, as in Accept-Language."),
        Define.Text("locale", "Where the person is, for currency, dates and numbers."),
        Define.Text("timezone", "The time zone, by its IANA name."),
        Define.Flag("active", "Whether the person may sign in."),
        new()
        {
            Name = "password", Mutability = Mutability.WriteOnly, Returned = Returned.Never,
            Description = "Accepted, because clients send it, and thrown away.",
        },
        Define.Plural("emails", "E-mail addresses.", Define.Text("value", "The address."), "work", "home", "other"),
        Define.Plural("phoneNumbers", "Telephone numbers.", Define.Text("value", "The number."), "work", "home", "mobile", "fax", "pager", "other"),
        Define.Plural("ims", "Instant-messaging addresses.", Define.Text("value", "The address."),
            "aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo"),
        Define.Plural("photos", "Pictures of the person.",
            new() { Name = "value", Type = AttributeType.Reference, CaseExact = true, ReferenceTypes = ["external"], Description = "Where the picture is." },
            "photo", "thumbnail"),
        Addresses(),
        Groups(),
        Define.Plural("entitlements", "What the person is entitled to.", Define.Text("value", "The entitlement.")),
        Define.Plural("roles", "The person's roles.", Define.Text("value", "The role.")),
        Define.Plural("x509Certificates", "The person's certificates.",
            new() { Name = "value", Type = AttributeType.Binary, CaseExact = true, Description = "The DER-encoded certificate, in base64." }),
    ]);

    private static AttributeDefinition Addresses() => new()
    {
        Name = "addresses",
        Type = AttributeType.Complex,
        MultiValued = true,
        Description = "Postal addresses.",
        Of =
        [
            Define.Text("formatted", "The whole address as it is shown; may hold line breaks."),
            Define.Text("streetAddress", "Street, number, floor."),
            Define.Text("locality", "The city."),
            Define.Text("region", "The state or region."),
            Define.Text("postalCode", "The postal code."),
            Define.Text("country", "The country."),
            Define.Text("type", "What the address is for.", "work", "home", "other"),
            Define.Primary(),
        ],
    };

    private static AttributeDefinition Groups() => new()
    {
        Name = "groups",
        Type = AttributeType.Complex,
        MultiValued = true,
        KeptApart = true,
        Mutability = Mutability.ReadOnly,
        Description = "The groups the person is in; changed through the groups.",
        Of =
        [
            Define.Fixed("value", "The group's id."),
            new()
            {
                Name = "$ref", Type = AttributeType.Reference, Mutability = Mutability.ReadOnly, IsMade = true, ReferenceTypes = ["Group"],
                Description = "The group's URI.",
            },
            Define.Fixed("display", "The group's name."),
            Define.Fixed("type", "Whether the membership is direct.", canonicalValues: ["direct", "indirect"]),
        ],
    };
}
