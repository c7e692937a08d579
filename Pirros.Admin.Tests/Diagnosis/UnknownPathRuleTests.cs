using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Diagnosis;

namespace Pirros.Admin.Tests.Diagnosis;

public sealed class UnknownPathRuleTests
{
    [Theory]
    [InlineData("/", PathFault.None)]
    [InlineData("/Users", PathFault.None)]
    [InlineData("/users/2f1c9a7e?attributes=x/y", PathFault.None)]
    [InlineData("/Users/.search", PathFault.None)]
    [InlineData("/Schemas/urn:ietf:params:scim:schemas:core:2.0:User", PathFault.None)]
    [InlineData("/Bulk", PathFault.None)]
    [InlineData("/scim/v2/connections/con-7k2m9q4x1v8c3n5t/Users?filter=x", PathFault.Doubled)]
    [InlineData("/scim/v2/Users", PathFault.Doubled)]
    [InlineData("/Users/Users?filter=x", PathFault.EndsInType)]
    [InlineData("/Users/Groups", PathFault.EndsInType)]
    [InlineData("/Users/users/2f1c", PathFault.EndsInType)]
    [InlineData("/Groups/ServiceProviderConfig", PathFault.EndsInType)]
    [InlineData("/v1/People", PathFault.Other)]
    [InlineData("/Users/2f1c/emails", PathFault.Other)]
    public void Path_is_told_from_what_is_too_much_in_it(string path, PathFault fault) => Assert.Equal(fault, ScimPath.FaultOf(path));

    [Theory]
    [InlineData("/scim/v2/connections/con-7k2m9q4x1v8c3n5t/Users?filter=x", "The Tenant URL in Microsoft Entra ID holds the path /scim/v2 twice, so its requests find nothing.")]
    [InlineData("/Users/Users?filter=x", "The Tenant URL in Microsoft Entra ID has /Users at its end, which Microsoft Entra ID adds by itself, so its requests find nothing.")]
    [InlineData("/api/People?filter=x", "Microsoft Entra ID asks for a path that is not there: /api/People")]
    public void Wrong_base_URL_is_named_with_what_to_paste(string path, string says)
    {
        var finding = new KnownSync().Request(ActivityKind.Other, 404, path: path).Diagnose();
        Assert.Equal((ConnectionCondition.PathUnknown, ConnectionState.Failing, FindingAct.ShowValues), (finding.Condition, finding.State, finding.Act));
        Assert.Equal(says, finding.Says.ToString());
        Assert.Contains("paste the Tenant URL below exactly as it is", finding.Next!.ToString(), StringComparison.Ordinal);
        Assert.Single(finding.Requests);
    }

    [Fact]
    public void User_that_is_gone_is_no_wrong_URL()
        => Assert.Equal(ConnectionCondition.Healthy, new KnownSync().Created().Request(ActivityKind.Other, 404, path: "/Users/2f1c9a7e").Diagnose().Condition);

    [Fact]
    public void Wrong_URL_is_over_once_a_request_is_answered()
        => Assert.Equal(ConnectionCondition.Healthy, new KnownSync().Request(ActivityKind.Other, 404, 9, path: "/Users/Users").Created(2).Diagnose().Condition);
}
