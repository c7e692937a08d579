namespace Pirros.Admin.Storage;

/// <summary>A file that is removed at the end, with what a database keeps beside it, unless it was given another name by then.</summary>
internal sealed class TemporaryFile(string path) : IDisposable
{
    public string Path => path;

    /// <summary>Makes it, empty; what an earlier run left under that name is removed.</summary>
    public void Make(UnixFileMode mode)
    {
        Dispose();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        using var made = new FileStream(path, options);
    }

    public void Dispose()
    {
        foreach (var part in new[] { "", "-journal", "-wal", "-shm" })
            File.Delete(path + part);
    }
}
