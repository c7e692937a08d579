using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;

namespace Pirros.Admin.Tests.Scim.Server;

/// <summary>What is the same for all resources of a type is decided before the database is asked.</summary>
public sealed class QueryBinderTests
{
    [Theory]
    [InlineData("meta.resourceType eq \"User\"", "User")]
    [InlineData("meta.resourceType eq \"user\"", "")]
    [InlineData("not (meta.resourceType eq \"User\")", "Group")]
    [InlineData("meta.resourceType pr or title eq \"x\"", "User, Group")]
    [InlineData("schemas eq \"urn:ietf:params:scim:schemas:core:2.0:Group\"", "Group")]
    [InlineData("meta.resourceType eq \"User\" and title eq \"x\"", "User title")]
    [InlineData("title eq \"x\" and not (meta.resourceType ne \"User\")", "User title")]
    [InlineData("meta.resourceType eq \"Group\" or title eq \"x\"", "User title, Group")]
    [InlineData("title eq \"x\"", "User title")]
    [InlineData("title ne \"x\"", "User title, Group")]
    [InlineData("members pr and meta.resourceType eq \"User\"", "")]
    [InlineData("displayName eq \"x\"", "User displayName, Group displayName")]
    public void Filter_is_narrowed_to_the_types_that_can_match(string filter, string expected)
    {
        var bound = QueryBinder.Bind(ConnectionId.New(), ResourceTypeSet.Standard.All, ResourceQuery.Of(filter, null, null));
        Assert.Equal(expected, string.Join(", ", bound.Types.Select(type => type.Filter is null ? type.Type.Name : $"{type.Type} {((BoundComparison)type.Filter).Attribute}")));
    }
}
