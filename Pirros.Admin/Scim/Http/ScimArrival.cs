using System.Net;
using Pirros.Admin.Limits;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Scim.Http;

/// <summary>What is learnt of a request on its way, for its activity record.</summary>
internal sealed class ScimArrival(IPAddress? from, DateTimeOffset at)
{
    /// <summary>When it arrived, in UTC.</summary>
    public DateTimeOffset At => at;

    /// <summary>The network address that it came from.</summary>
    public string? Address { get; } = RemoteNetwork.AddressOf(from);

    /// <summary>The network that it came from.</summary>
    public RemoteNetwork Network => RemoteNetwork.Of(from);

    /// <summary>Where it was let in, which it must leave; null while it was not.</summary>
    public ConnectionLimit? Place { get; set; }

    /// <summary>Whether it was let begin as a long request, which must leave too.</summary>
    public bool IsLong { get; set; }

    /// <summary>What its token opened; null while it has opened nothing.</summary>
    public TokenGrant? Grant { get; set; }

    /// <summary>Why its token was not accepted.</summary>
    public RefusedToken? Refused { get; set; }

    /// <summary>Its body, as it may be kept.</summary>
    public string? Body { get; set; }

    /// <summary>Whom its body is about; told where the answer does not, because nothing was done.</summary>
    public string? Named { get; set; }
}
