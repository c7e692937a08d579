using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Bulk;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Scim.Server.Bulk;

namespace Pirros.Admin.Tests.Scim.Server.Bulk;

/// <summary>Which operations may run at the same time: only those whose order nobody can see.</summary>
public sealed class BulkWaveTests
{
    private const string Ana = """{"method":"POST","path":"/Users","bulkId":"ana","data":{"userName":"ana","externalId":"e1"}}""";
    private const string Ben = """{"method":"POST","path":"/Users","bulkId":"ben","data":{"userName":"ben","externalId":"e2"}}""";
    private const string Title = """{"method":"PATCH","path":"/Users/1","data":[{"op":"replace","path":"title","value":"x"}]}""";
    private const string Member = """{"method":"PATCH","path":"/Groups/9","data":[{"op":"add","path":"members","value":[{"value":"1"}]}]}""";

    [Theory]
    [InlineData(Ana, Ben, true)]
    [InlineData(Ana, """{"method":"POST","path":"/Users","bulkId":"b","data":{"userName":"ANA"}}""", false)]
    [InlineData(Ana, """{"method":"POST","path":"/Users","bulkId":"b","data":{"userName":"ben","externalId":"e1"}}""", false)]
    [InlineData(Ana, """{"method":"POST","path":"/Groups","bulkId":"b","data":{"displayName":"ana"}}""", true)]
    [InlineData(Ana, Member, true)]
    [InlineData(Ana, Title, false)]
    [InlineData(Ana, """{"method":"DELETE","path":"/Users/1"}""", false)]
    [InlineData(Ana, """{"method":"PUT","path":"/Users/1","data":{"userName":"carla"}}""", false)]
    [InlineData(Title, """{"method":"PATCH","path":"/Users/2","data":[{"op":"replace","value":{"active":false}}]}""", true)]
    [InlineData(Title, """{"method":"PATCH","path":"/Users/1","data":[{"op":"replace","value":{"active":false}}]}""", false)]
    [InlineData(Title, """{"method":"PATCH","path":"/Users/2","data":[{"op":"replace","path":"USERNAME","value":"x"}]}""", false)]
    [InlineData(Title, """{"method":"PATCH","path":"/Users/2","data":[{"op":"replace","value":{"\u0075serName":"x"}}]}""", false)]
    [InlineData(Title, Member, true)]
    [InlineData(Member, """{"method":"PATCH","path":"/Groups/8","data":[{"op":"remove","path":"members[value eq \"1\"]"}]}""", true)]
    [InlineData(Member, """{"method":"PATCH","path":"/Groups/9","data":[{"op":"remove","path":"members[value eq \"1\"]"}]}""", false)]
    [InlineData(Member, """{"method":"DELETE","path":"/Users/1"}""", false)]
    public void Operations_run_together_only_when_their_order_can_not_be_seen(string first, string second, bool together)
    {
        var steps = BulkRequest.Read(Protocol.Given.Json($$"""{"Operations":[{{first}},{{second}}]}"""), ResourceTypeSet.Standard, 10).Operations.Select(Prepare).ToList();
        var wave = new BulkWave();
        wave.Add(steps[0]);
        Assert.Equal(together, wave.HasRoomFor(steps[1]));
        wave = new BulkWave();
        wave.Add(steps[1]);
        Assert.Equal(together, wave.HasRoomFor(steps[0]));
    }

    // Nothing is run, so there is no store to run it on.
    private static BulkStep Prepare(BulkOperation operation)
        => new BulkPreparation(new ResourceOperations(null!, null!, TimeProvider.System), new ConnectionId("con-0000000000000000")).Prepare(operation, new Dictionary<string, BulkTarget>());
}
