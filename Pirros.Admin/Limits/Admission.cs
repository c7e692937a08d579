namespace Pirros.Admin.Limits;

/// <summary>A request that was let in, and must leave again, or one that was refused.</summary>
/// <param name="Place">Where it was let in; null when it was refused.</param>
/// <param name="Refused">Why it was refused; null when it was let in.</param>
internal readonly record struct Admission(ConnectionLimit? Place, LimitRefusal? Refused);
