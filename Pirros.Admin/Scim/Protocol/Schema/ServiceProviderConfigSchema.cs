namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>The schema of the service provider's configuration (RFC 7643 §5, §8.7.2; RFC 9865 §4).</summary>
internal static class ServiceProviderConfigSchema
{
    public const string Id = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";

    public static SchemaDefinition Create() => new(Id, "Service Provider Configuration", "What this service offers.",
    [
        Define.Fixed("documentationUri", "A page that explains the service.", AttributeType.Reference, referenceTypes: ["external"]),
        Feature("patch", "Changing a part of a resource."),
        Feature("bulk", "Many requests in one.",
            Define.Fixed("maxOperations", "The most operations in one request.", AttributeType.Integer, required: true),
            Define.Fixed("maxPayloadSize", "The largest request, in bytes.", AttributeType.Integer, required: true)),
        Feature("filter", "Filtering a list.",
            Define.Fixed("maxResults", "The most resources in one response.", AttributeType.Integer, required: true)),
        Feature("changePassword", "Changing a password."),
        Feature("sort", "Sorting a list."),
        Feature("etag", "Entity tags."),
        Define.Fixed("pagination", "Paging through a list.", AttributeType.Complex, of:
        [
            Define.Fixed("cursor", "Whether pages are had by cursor.", AttributeType.Boolean, required: true),
            Define.Fixed("index", "Whether pages are had by index.", AttributeType.Boolean, required: true),
            Define.Fixed("defaultPaginationMethod", "How pages are had when the client does not say.", canonicalValues: ["cursor", "index"]),
            Define.Fixed("defaultPageSize", "Resources on a page when the client does not say.", AttributeType.Integer),
            Define.Fixed("maxPageSize", "The most resources on a page.", AttributeType.Integer),
            Define.Fixed("cursorTimeout", "Seconds that a cursor is valid.", AttributeType.Integer),
        ]),
        Define.Fixed("authenticationSchemes", "How clients authenticate.", AttributeType.Complex, required: true, multiValued: true, of:
        [
            Define.Fixed("type", "The kind of scheme.", required: true,
                canonicalValues: ["oauth", "oauth2", "oauthbearertoken", "httpbasic", "httpdigest"]),
            Define.Fixed("name", "The scheme's name.", required: true),
            Define.Fixed("description", "What the scheme is.", required: true),
            Define.Fixed("specUri", "The scheme's specification.", AttributeType.Reference, referenceTypes: ["external"]),
            Define.Fixed("documentationUri", "How to use the scheme here.", AttributeType.Reference, referenceTypes: ["external"]),
            Define.Fixed("primary", "Whether this is the preferred scheme.", AttributeType.Boolean),
        ]),
    ]);

    private static AttributeDefinition Feature(string name, string description, params AttributeDefinition[] limits) =>
        Define.Fixed(name, description, AttributeType.Complex, required: true, of:
            [Define.Fixed("supported", "Whether it is offered.", AttributeType.Boolean, required: true), .. limits]);
}
