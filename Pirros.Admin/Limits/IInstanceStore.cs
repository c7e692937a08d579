namespace Pirros.Admin.Limits;

/// <summary>Where instances on one database see each other.</summary>
internal interface IInstanceStore
{
    /// <summary>Says that an instance is there, by counting on; gives how far each has counted, itself among them.</summary>
    Task<IReadOnlyDictionary<Guid, long>> BeatAsync(Guid instance, CancellationToken cancel);

    /// <summary>Forgets instances: one that stops, or others that were not heard of for long.</summary>
    Task ForgetAsync(IReadOnlyCollection<Guid> instances, CancellationToken cancel);
}
