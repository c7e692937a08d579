namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>The Enterprise User extension (RFC 7643 §4.3, §8.7.1).</summary>
internal static class EnterpriseUserSchema
{
    public const string Id = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    public static SchemaDefinition Create() => new(Id, "EnterpriseUser", "What an organisation knows of a person.",
    [
        Define.Text("employeeNumber", "The number the organisation gave the person."),
        Define.Text("costCenter", "The cost centre."),
        Define.Text("organization", "The organisation."),
        Define.Text("division", "The division."),
        Define.Text("department", "The department."),
        Define.Complex("manager", "The person's manager.",
            // §4.3 calls value and $ref required, but clients send one without the other: neither is demanded.
            new() { Name = "value", CaseExact = true, Description = "The manager's id." },
            Define.Reference("$ref", "The manager's URI.", "User"),
            Define.Fixed("displayName", "The manager's display name.")),
    ]);
}
