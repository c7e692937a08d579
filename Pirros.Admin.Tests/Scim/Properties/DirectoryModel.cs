using Pirros.Admin.Scim.Server;

namespace Pirros.Admin.Tests.Scim.Properties;

/// <summary>A user of the model.</summary>
/// <param name="Id">The id that the service gave.</param>
/// <param name="Person">What is known of the user, who is active unless it says otherwise.</param>
/// <param name="Version">Counts the changes from 1.</param>
/// <param name="Changed">The number of the step that changed it last.</param>
internal sealed record ModelUser(string Id, Person Person, long Version, int Changed)
{
    public bool IsActive => Person.Active != false;
}

/// <summary>
/// What a directory is by the rules alone: a dictionary, searched from end to end, that shares nothing with the product but the names of the effects. A change
/// answers with what the service must answer: an effect, or the status of an error.
/// </summary>
internal sealed class DirectoryModel
{
    private readonly Dictionary<string, ModelUser> _users = [];
    private int _step;

    /// <summary>In the order of a page.</summary>
    public IReadOnlyList<ModelUser> Users => [.. _users.Values.OrderBy(user => user.Id, StringComparer.Ordinal)];

    /// <summary>The user that a create brings back: a deactivated one of that name, or else the latest of an externalId that nobody active has; null when it makes a new one or is refused.</summary>
    public ModelUser? Former(Person person) =>
        Named(person.UserName) is { } named ? named.IsActive ? null : named
        : person.ExternalId is null || _users.Values.Any(user => user.IsActive && user.Person.ExternalId == person.ExternalId) ? null
        : _users.Values.Where(user => !user.IsActive && user.Person.ExternalId == person.ExternalId).MaxBy(user => user.Changed);

    /// <summary>Creates a user, or brings one back; <paramref name="newId"/> is the id that the service gave a new one.</summary>
    public object Create(Person person, string? newId)
    {
        _step++;
        if (Named(person.UserName) is { IsActive: true })
            return 409;
        var after = person with { Active = person.Active ?? true };
        if (Former(person) is { } former)
        {
            _users[former.Id] = former with { Person = after, Version = former.Version + 1, Changed = _step };
            return OperationEffect.Restored;
        }

        if (newId is null || _users.ContainsKey(newId))
            return "a new id was expected";
        _users.Add(newId, new ModelUser(newId, after, 1, _step));
        return OperationEffect.Created;
    }

    public object Change(string id, Func<Person, Person> change)
    {
        _step++;
        if (!_users.TryGetValue(id, out var user))
            return 404;
        var after = change(user.Person);
        if (after.Equals(user.Person))
            return OperationEffect.Unchanged;
        if (Named(after.UserName) is { } other && other.Id != id)
            return 409;
        _users[id] = user with { Person = after, Version = user.Version + 1, Changed = _step };
        return user.IsActive == _users[id].IsActive ? OperationEffect.Updated : user.IsActive ? OperationEffect.Deactivated : OperationEffect.Reactivated;
    }

    public object Delete(string id)
    {
        _step++;
        return _users.Remove(id) ? OperationEffect.Deleted : 404;
    }

    private ModelUser? Named(string userName) => _users.Values.SingleOrDefault(user => user.Person.UserName.Equals(userName, StringComparison.OrdinalIgnoreCase));
}
