using Pirros.Admin.Connections;

namespace Pirros.Admin.Limits;

/// <summary>
/// Counts requests whose token was not accepted, by the network that they came from and the connection that they named, and by the network alone. It is asked about such
/// requests only: one whose token is right never comes here, so nobody can lock a tenant out, not even from the same address. Connections that exist and such that don't are counted alike.
/// </summary>
internal sealed class FailedAttempts
{
    // Some 20 MB at most. Whoever has more networks than that to guess from shares a bucket with all other newcomers, none of whom has a right token.
    private const int MostKept = 50_000;

    private readonly TimeProvider _clock;
    private readonly LimitRefusals _refusals;
    private readonly InstanceCount _instances;
    private readonly BucketTable<(RemoteNetwork, ConnectionId)> _ofConnection;
    private readonly BucketTable<RemoteNetwork> _ofNetwork;

    public FailedAttempts(LimitSettings settings, LimitRefusals refusals, InstanceCount instances, TimeProvider clock)
    {
        (_clock, _refusals, _instances) = (clock, refusals, instances);
        _ofConnection = new(settings.WrongTokens, MostKept);
        _ofNetwork = new(settings.WrongTokensOfNetwork, MostKept);
    }

    /// <summary>How many buckets are kept.</summary>
    public int Count => _ofConnection.Count + _ofNetwork.Count;

    /// <summary>Notes an attempt; gives the refusal when there were too many, otherwise null.</summary>
    /// <param name="network">Where it came from.</param>
    /// <param name="connection">The connection that it named, whether there is one or not; the default when the text can't be one.</param>
    public LimitRefusal? Note(RemoteNetwork network, ConnectionId connection)
    {
        var (now, share) = (_clock.GetTimestamp(), _instances.Current);
        var ofNetwork = _ofNetwork.Of(network);
        if (!ofNetwork.TryTake(now, share, out var wait))
            return _refusals.Of(LimitKind.Token, wait);
        if (_ofConnection.Of((network, connection)).TryTake(now, share, out wait))
            return null;

        // One client that repeats one wrong token must not use up what the others behind its address have.
        ofNetwork.GiveBack(share);
        return _refusals.Of(LimitKind.Token, wait);
    }

    /// <summary>Forgets whoever has not failed for long enough.</summary>
    public void RemoveIdle()
    {
        var now = _clock.GetTimestamp();
        _ofConnection.RemoveFull(now);
        _ofNetwork.RemoveFull(now);
    }
}
