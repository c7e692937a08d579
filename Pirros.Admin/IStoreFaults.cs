namespace Pirros.Admin;

/// <summary>What is wrong with the database, where it is that and not the program.</summary>
public enum StoreFault
{
    /// <summary>Others hold it, or it has more to do than it can.</summary>
    Busy,

    /// <summary>There is no room left to write to.</summary>
    Full,

    /// <summary>It can't be reached, or its file is gone.</summary>
    Unreachable,

    /// <summary>It may be read and not written.</summary>
    ReadOnly,

    /// <summary>Its storage failed, or what is stored is damaged.</summary>
    Damaged,
}

/// <summary>Tells a database that can't be used just now from a defect of the program.</summary>
public interface IStoreFaults
{
    /// <summary>What is wrong with the database, when <paramref name="thrown"/> comes of that; null for everything else.</summary>
    StoreFault? FaultOf(Exception thrown);
}
