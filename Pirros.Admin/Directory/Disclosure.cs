using Pirros.Admin.Audit;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Directory;

/// <summary>That a person gave a reason to see the personal data of one connection. Made by <see cref="DirectoryService.DiscloseAsync"/> alone, which writes it into the audit.</summary>
public sealed class Disclosure
{
    private readonly string _person;
    private readonly ConnectionId _connection;

    internal Disclosure(Actor actor, ConnectionId connection, string reason) => (_person, _connection, Reason) = (actor.Id, connection, reason);

    /// <summary>Why.</summary>
    public string Reason { get; }

    /// <summary>Whether it was made for that person and that connection.</summary>
    public bool Covers(Actor actor, ConnectionId connection) => actor.Id == _person && connection == _connection;
}

/// <summary>The reasons that were given on one open window. They end with it.</summary>
public sealed class Disclosures
{
    private readonly Dictionary<ConnectionId, Disclosure> _given = [];

    /// <summary>The reason given for a connection; null when none was.</summary>
    public Disclosure? For(ConnectionId connection) => _given.GetValueOrDefault(connection);

    /// <summary>Keeps a reason.</summary>
    public void Keep(ConnectionId connection, Disclosure disclosure) => _given[connection] = disclosure;
}
