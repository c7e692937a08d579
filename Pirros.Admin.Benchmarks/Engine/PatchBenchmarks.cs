using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Pirros.Admin.Scim.Protocol.Patch;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Quirks;

namespace Pirros.Admin.Benchmarks.Engine;

/// <summary>The PATCH that Entra ID sends most (RFC 7644 §3.5.2): a user is deactivated and gets another work e-mail.</summary>
[MemoryDiagnoser]
public class PatchBenchmarks
{
    private static readonly byte[] s_body = """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"Replace","path":"active","value":"False"},{"op":"Replace","path":"emails[type eq \"work\"].value","value":"ana.lima@contoso.example"}]}
        """u8.ToArray();

    private readonly ScimResource _user = EngineSamples.User();
    private readonly IReadOnlyList<PatchOperation> _operations = PatchRequest.Read(JsonElement.Parse(s_body));

    /// <summary>Target: at most 10 µs.</summary>
    [Benchmark]
    public object Apply() => PatchEngine.Apply(_user, _operations, KnownQuirks.All);

    /// <summary>Target: at most 10 µs.</summary>
    [Benchmark]
    public object ReadAndApply()
    {
        using var body = JsonDocument.Parse(s_body);
        return PatchEngine.Apply(_user, PatchRequest.Read(body.RootElement), KnownQuirks.All);
    }
}
