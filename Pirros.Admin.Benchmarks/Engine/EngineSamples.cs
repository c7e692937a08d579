using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Quirks;

namespace Pirros.Admin.Benchmarks.Engine;

internal static class EngineSamples
{
    public const string Id = "0193a5c0-7b1e-7000-8000-000000000001";

    public static readonly DateTimeOffset Moment = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);

    /// <summary>A usual user with the enterprise extension, an id and meta.</summary>
    public static ScimResource User() => ResourceBinder.Bind(JsonElement.Parse(SampleUser.Body(1)), ResourceTypes.User, KnownQuirks.All).Resource
        .WithIdentity(Id, Moment, Moment, "W/\"1\"");
}
