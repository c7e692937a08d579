using System.Collections.Concurrent;

namespace Pirros.Admin.Limits;

/// <summary>A bucket for each key, in memory that strangers can't make grow: when so many keys are kept, all further ones share a bucket until some are full again.</summary>
/// <param name="allowance">Of each bucket.</param>
/// <param name="most">How many keys are kept.</param>
internal sealed class BucketTable<TKey>(Allowance allowance, int most)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Bucket> _buckets = new();
    private readonly Bucket _shared = new(allowance);
    private int _count;

    /// <summary>How many keys are kept.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The bucket of a key.</summary>
    public Bucket Of(TKey key)
    {
        if (_buckets.TryGetValue(key, out var known))
            return known;
        if (Interlocked.Increment(ref _count) > most)
        {
            Interlocked.Decrement(ref _count);
            return _shared;
        }

        var made = new Bucket(allowance);
        var kept = _buckets.GetOrAdd(key, made);
        if (kept != made)
            Interlocked.Decrement(ref _count);
        return kept;
    }

    /// <summary>Removes the buckets that are full, which a new one would equal.</summary>
    public void RemoveFull(long now)
    {
        foreach (var one in _buckets)
        {
            if (one.Value.IsFull(now) && _buckets.TryRemove(one))
                Interlocked.Decrement(ref _count);
        }
    }
}
